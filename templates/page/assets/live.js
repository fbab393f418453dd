// Reloads the page when "toolkit serve" has built it again. Not part of a published site.
// The build that the page is of came with it: asked for later, it could be the next one already.
const [brought] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
let known = brought?.serverTiming.find(({ name }) => name === "build")?.description;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const own = `/__build?page=${encodeURIComponent(location.pathname)}`;
    const stamp = await (await fetch(own, { cache: "no-store" })).text();
    if (known !== undefined && stamp !== known) location.reload();
    known = stamp;
  } catch {
    // The server has been stopped; the page stays as it is.
  }
}, 150);
