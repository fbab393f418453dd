// Lets this browser keep the pages, once the page itself stands.
export function keepPages() {
  if (!navigator.serviceWorker || location.protocol === "file:") return;
  // A page may be left while this is loaded: the next page begins anew.
  addEventListener("load", () => import("./news.js").then(({ watch }) => watch(), () => {}));
}
