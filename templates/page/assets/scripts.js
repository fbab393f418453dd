// Says to the style sheets, before anything is drawn, that scripts run here. Modules run from an address only.
if (location.protocol !== "file:" && "noModule" in HTMLScriptElement.prototype) {
  document.documentElement.classList.add("scripts");
}
