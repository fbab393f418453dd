// Says to the style sheets, before anything is drawn, that scripts run here. Modules run from an address only;
// a page made for a folder has a script without modules instead, and says so.
const isMadeForFolder = "folder" in document.documentElement.dataset;
if ((location.protocol !== "file:" || isMadeForFolder) && "noModule" in HTMLScriptElement.prototype) {
  document.documentElement.classList.add("scripts");
  // A link for clients says so where no server sees it (worksheet/link.js).
  if (/^#tk_client(?:&|$)/.test(location.hash)) document.documentElement.classList.add("for-client");
}
