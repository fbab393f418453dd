// The service worker of a site that keeps nothing: it takes the place of one that did, and goes. "toolkit serve" has
// it, so that an author never sees a page that was kept before.

/**
 * @typedef {{skipWaiting: () => Promise<void>, registration: ServiceWorkerRegistration,
 *   clients: {matchAll: (options: object) => Promise<{url: string, navigate: (url: string) => Promise<unknown>}[]>},
 *   addEventListener: (name: string, listener: (event: any) => void) => void}} Leaving
 */
const leaving = /** @type {Leaving} */ (/** @type {unknown} */ (self));

async function leave() {
  const below = new URL("./", location.href).pathname;
  const [locale] = below.split("/").slice(-2);
  const prefix = `toolkit:${below.slice(0, -locale.length - 1)}:${locale}:`;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
  await leaving.registration.unregister();
  for (const client of await leaving.clients.matchAll({ type: "window" })) await client.navigate(client.url);
}

leaving.addEventListener("install", () => leaving.skipWaiting());
leaving.addEventListener("activate", (event) => event.waitUntil(leave()));
