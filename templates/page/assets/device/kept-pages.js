// What "Data saved on this device" says of the pages that are kept for use without a network, and what can be done with them.
import { byId, maybe, put } from "../core/element.js";
import { megabytes } from "../core/formats.js";
import { ask, begin, forget, isPossible, isUnwanted, kept } from "../core/publication.js";
import { say } from "../core/words.js";

/** @import { Standing } from "../core/publication.js" */

const AT_ONCE = 4;
const state = byId("tk_offline-state");
const progress = byId("tk_offline-progress", HTMLProgressElement);
const whole = byId("tk_offline-all", HTMLButtonElement);
const stop = byId("tk_offline-stop", HTMLButtonElement);
const remove = byId("tk_offline-remove", HTMLButtonElement);
const said = byId("tk_offline-said");
let isRunning = false;
/** @type {[path: string, size: number][]} */
let waiting = [];

/** @param {Standing} standing */
function describe({ kept: bytes, missing }) {
  const size = { kept: megabytes(bytes) };
  if (!missing.length) return say("offline-whole", size);
  return say(missing.some(([path]) => !path.endsWith(".pdf")) ? "offline-part" : "offline-some", size);
}

/** @param {number} bytes */
function offer(bytes) {
  whole.hidden = !bytes;
  put(whole, bytes ? say("offline-offer", { missing: megabytes(bytes) }) : "");
}

/** @param {[path: string, size: number][]} files */
const sizeOf = (files) => files.reduce((sum, [, size]) => sum + size, 0);

/** @returns {Promise<Standing | null>} */
async function standingNow() {
  const registration = isPossible() ? await kept() : undefined;
  const worker = registration?.waiting ?? registration?.active;
  return worker ? ask(worker, "standing").catch(() => null) : null;
}

export async function showKept() {
  if (isRunning) return;
  const standing = await standingNow();
  remove.hidden = !standing;
  if (standing) {
    put(state, describe(standing));
    offer(sizeOf(standing.missing));
    return;
  }
  const mayBegin = isPossible() && isUnwanted();
  put(state, say(mayBegin ? "offline-none" : "offline-refused"));
  offer(mayBegin ? await sizeOfAll() : 0);
}

/** Takes away what was said before. */
export function quiet() {
  put(said, "");
}

/** What the list of files adds up to, before anything is kept. */
async function sizeOfAll() {
  try {
    const manifest = maybe(document, 'link[rel="manifest"]', HTMLLinkElement);
    const listed = await (await fetch(new URL("offline.json", manifest?.href))).json();
    return sizeOf(Object.entries({ ...listed.core, ...listed.more }).map(([path, [, size]]) => [path, size]));
  } catch {
    return 0;
  }
}

/** @param {boolean} isOn */
function run(isOn) {
  isRunning = isOn;
  progress.hidden = stop.hidden = !isOn;
  if (isOn) whole.hidden = remove.hidden = true;
}

/**
 * Fetches what is missing; resolves to the word of what went wrong, or "".
 * @param {ServiceWorker} worker
 * @param {[path: string, size: number][]} missing
 */
async function fetchAll(worker, missing) {
  const all = sizeOf(missing);
  waiting = [...missing];
  let done = 0;
  let fault = "";
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, size] = next;
      try {
        await ask(worker, "take", path);
        done += size;
      } catch (error) {
        const isFull = error instanceof Error && error.message === "QuotaExceededError";
        fault = isFull ? "offline-full" : "offline-failed";
        if (isFull) waiting = [];
      }
      progress.value = done / all;
      put(state, say("offline-progress", { done: megabytes(done), all: megabytes(all) }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return fault;
}

async function makeAvailable() {
  run(true);
  put(said, "");
  progress.removeAttribute("value");
  stop.focus();
  await begin();
  const registration = await kept();
  const worker = registration?.waiting ?? registration?.active;
  const standing = await standingNow();
  const fault = worker && standing ? await fetchAll(worker, standing.missing) : "offline-failed";
  run(false);
  await showKept();
  put(said, fault && say(fault));
  (remove.hidden ? whole : remove).focus();
}

async function removeAll() {
  await forget([document.documentElement.lang]);
  await showKept();
  put(said, say("offline-removed"));
  whole.focus();
}

whole.addEventListener("click", makeAvailable);
stop.addEventListener("click", () => {
  waiting = [];
});
remove.addEventListener("click", removeAll);
