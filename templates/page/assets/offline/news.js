// Says that there is a new version of the pages, which comes when the reader wants it: all of it, at once.
import { button, byId, make } from "../core/element.js";
import { ask, begin, isPossible, isUnwanted } from "../core/publication.js";
import { settled } from "../core/store.js";
import { say } from "../core/words.js";

/** @param {ServiceWorkerRegistration} registration */
async function show(registration) {
  const { waiting } = registration;
  if (waiting) {
    const taken = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
    waiting.postMessage({ task: "take over", path: "" });
    await taken;
  }
  // What the reader has typed is on its way to the store, or the page asks before it is left.
  await settled();
  location.reload();
}

/** @param {ServiceWorkerRegistration} registration */
function tell(registration) {
  const place = byId("tk_news");
  if (place.childElementCount) return;
  const reload = button("button", say("news-reload"), () => show(registration));
  place.replaceChildren(make("p", "", say("news-text")), reload);
}

/** Begins to keep the pages, and looks out for a new version of them. */
export async function watch() {
  if (!isPossible() || isUnwanted()) return;
  const before = navigator.serviceWorker.controller;
  const registration = await begin();
  if (!registration) return;
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) tell(registration);
  };
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow();
  look();
  // In another tab the reader has gone over; this page stays as it is until it is loaded again.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (before) tell(registration);
  });
  if (registration.active) await ask(registration.active, "tidy").catch(() => {});
}
