// The pages that this browser keeps for use without a network: what the page asks of the worker that keeps them, one
// for each language (offline/worker.js).
import { maybe } from "./element.js";
import { cleared } from "./tab.js";

const manifest = maybe(document, 'link[rel="manifest"]', HTMLLinkElement);
const below = new URL("./", manifest?.href ?? location.href);
const site = new URL("../", below);
const PATIENCE = 60_000;

/**
 * @typedef {{kept: number, missing: [path: string, size: number][]}} Standing
 */

/** Whether pages can be kept: not without a server, and not where a browser refuses. */
export function isPossible() {
  return Boolean(manifest && below.protocol !== "file:" && navigator.serviceWorker && "caches" in globalThis);
}

/** Whether the reader has asked for little to be loaded, or for nothing to be kept. */
export function isUnwanted() {
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
  return cleared.get() || Boolean(connection?.saveData);
}

/** Begins to keep pages. Undefined where the browser refuses. */
export async function begin() {
  cleared.set(false);
  try {
    return await navigator.serviceWorker.register(new URL("service-worker.js", below), { scope: below.pathname });
  } catch {
    return undefined;
  }
}

/** What keeps the pages of a language of the site, if anything does. */
async function registrationOf(folder = below) {
  const found = await navigator.serviceWorker.getRegistration(folder).catch(() => undefined);
  // One of a folder further up may be another site's.
  return found?.scope === folder.href ? found : undefined;
}

/** Resolves to the registration once it keeps a publication; undefined where that fails. */
export async function kept() {
  const registration = await registrationOf();
  const { installing, waiting } = registration ?? {};
  if (!registration || registration.active) return registration;
  const worker = installing ?? waiting;
  // It has failed already, and there is nothing to wait for.
  if (!worker || worker.state === "redundant") return undefined;
  await new Promise((resolve) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated" || worker.state === "redundant") resolve(null);
    });
  });
  return registration.active ? registration : undefined;
}

/**
 * Asks a worker to do something. Throws the name of what went wrong.
 * @param {ServiceWorker} worker
 * @param {string} task
 * @returns {Promise<any>}
 */
export function ask(worker, task, path = "") {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      port1.close();
      if (data.error) reject(new Error(data.error));
      else resolve(data.result);
    };
    worker.postMessage({ task, path }, [port2]);
  });
}

/**
 * Keeps no pages of these languages of the site any longer, in this tab. Other sites of the same host go on.
 * @param {string[]} locales
 */
export async function forget(locales) {
  if (!isPossible()) return;
  cleared.set(true);
  for (const locale of locales) {
    await (await registrationOf(new URL(`${locale}/`, site)))?.unregister();
    // As offline/worker.js names them, too.
    const prefix = `toolkit:${site.pathname}:${locale}:`;
    const names = (await caches.keys().catch(() => [])).filter((name) => name.startsWith(prefix));
    await Promise.all(names.map((name) => caches.delete(name)));
  }
}
