// Reloads the page when "toolkit serve" has built it again. Not part of a published site.
/** @type {string | undefined} */
let known;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const stamp = await (await fetch("/__build", { cache: "no-store" })).text();
    if (known !== undefined && stamp !== known) location.reload();
    known = stamp;
  } catch {
    // The server has been stopped; the page stays as it is.
  }
}, 250);
