// Lets this browser keep the pages, once the page itself stands.
export function keepPages() {
  if (!navigator.serviceWorker || location.protocol === "file:") return;
  addEventListener("load", async () => {
    const { watch } = await import("./news.js");
    await watch();
  });
}
