// Keeps one publication of one language for readers without a network. It runs beside the pages, as the language's
// service-worker.js. Every file is asked for once, held to the digest that the build has listed, and served from
// here from then on; a page gets all its files from the publication that it came from itself.

/**
 * @typedef {[digest: string, size: number]} Listed
 * @typedef {{core: Record<string, Listed>, more: Record<string, Listed>}} List
 * @typedef {{current: string, clients: Record<string, string>}} State
 * @typedef {{id: string, url: string}} Client
 * @typedef {Event & {waitUntil: (task: Promise<unknown>) => void}} Lasting
 * @typedef {Lasting & {request: Request, clientId: string, resultingClientId: string,
 *   respondWith: (answer: Promise<Response>) => void}} Asked
 * @typedef {Lasting & {data: {task: string, path: string}, ports: readonly MessagePort[]}} Told
 * @typedef {{skipWaiting: () => Promise<void>, registration: ServiceWorkerRegistration,
 *   clients: {claim: () => Promise<void>, matchAll: (options: object) => Promise<Client[]>},
 *   addEventListener: (name: string, listener: (event: any) => void) => void}} Scope
 */

// The build puts in what the publication is called: the digest of its list.
const PUBLICATION = "{publication}";
const BELOW = new URL("./", location.href);
const SITE = new URL("../", BELOW);
// As core/publication.js names them, too.
const PREFIX = `toolkit:${SITE.pathname}:${BELOW.pathname.slice(SITE.pathname.length, -1)}:`;
const CACHE = PREFIX + PUBLICATION;
const STATE = `${PREFIX}state`;
const LIST = "offline.json";
const AT_ONCE = 6;
// A page that came past the kept ones; so does all that it asks for.
const NETWORK = "network";
const scope = /** @type {Scope} */ (/** @type {unknown} */ (self));

let listing = /** @type {Promise<List> | null} */ (null);
let stating = /** @type {Promise<State> | null} */ (null);

/** @param {ArrayBuffer} bytes */
async function digestOf(bytes) {
  const whole = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...whole.slice(0, 18))).replaceAll("+", "-").replaceAll("/", "_");
}

/**
 * What a cache holds under a path, if it is what the list names.
 * @param {Cache} cache
 * @param {string} path
 * @param {string} digest
 */
async function sound(cache, path, digest) {
  const found = await kept(cache, path);
  return found && (await digestOf(await found.clone().arrayBuffer())) === digest ? found : undefined;
}

/** @type {(cache: Cache, path: string) => Promise<Response | undefined>} */
function kept(cache, path) {
  return cache.match(new URL(path, BELOW), { ignoreVary: true });
}

/**
 * Asks for a file and keeps it. Throws where what comes is not what was published: a login page of a café’s network,
 * a file of a newer publication.
 * @param {Cache} cache
 * @param {string} path
 * @param {string} digest
 */
async function take(cache, path, digest) {
  const address = new URL(path, BELOW);
  const answer = await fetch(address, { cache: "no-cache", mode: "same-origin" });
  const bytes = await answer.arrayBuffer();
  if ((await digestOf(bytes)) !== digest) throw new TypeError(`${path} is not as it was published`);
  const headers = new Headers(answer.headers);
  // They were about the bytes on their way.
  for (const name of ["Accept-Ranges", "Content-Encoding", "Content-Length"]) headers.delete(name);
  // Made anew: one that was redirected may not stand for a page.
  const whole = new Response(bytes, { headers });
  await cache.put(address, whole.clone());
  return whole;
}

/** @returns {Promise<List>} */
async function readList() {
  // To open one that was cleared would make it again.
  if (!(await caches.has(CACHE))) throw new TypeError("cleared");
  const cache = await caches.open(CACHE);
  return ((await sound(cache, LIST, PUBLICATION)) ?? (await take(cache, LIST, PUBLICATION))).json();
}

function list() {
  listing ??= readList();
  listing.catch(() => {
    listing = null;
  });
  return listing;
}

/** @returns {Promise<State>} */
async function readState() {
  const known = (await caches.has(STATE)) ? await (await caches.open(STATE)).match(BELOW) : undefined;
  return known?.json() ?? { current: "", clients: {} };
}

function state() {
  stating ??= readState();
  stating.catch(() => {
    stating = null;
  });
  return stating;
}

/** @param {State} next */
async function putState(next) {
  stating = Promise.resolve(next);
  // What was cleared stays so.
  if (await caches.has(CACHE)) await (await caches.open(STATE)).put(BELOW, Response.json(next));
}

/**
 * The publication in use, if there is one: what has not changed is taken from there.
 * @returns {Promise<{cache: Cache, files: Record<string, Listed>, paths: Set<string>, isWhole: boolean} | null>}
 */
async function inUse() {
  const { current } = await readState();
  if (!current || current === PUBLICATION || !(await caches.has(PREFIX + current))) return null;
  const cache = await caches.open(PREFIX + current);
  const found = await kept(cache, LIST);
  if (!found) return null;
  const { core, more } = /** @type {List} */ (await found.json());
  const paths = await pathsIn(cache, more);
  return { cache, files: { ...core, ...more }, paths, isWhole: paths.size === Object.keys(more).length };
}

// The listed paths that a cache holds.
/** @type {(cache: Cache, files: Record<string, Listed>) => Promise<Set<string>>} */
async function pathsIn(cache, files) {
  const addresses = new Set((await cache.keys()).map(({ url }) => url));
  return new Set(Object.keys(files).filter((path) => addresses.has(new URL(path, BELOW).href)));
}

/**
 * Does a task for each of many, a few at once.
 * @template T
 * @param {T[]} many
 * @param {(one: T) => Promise<void>} task
 */
async function forEach(many, task) {
  const waiting = [...many];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await task(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** A start that was cut off is continued: what is there already is looked at again, and what is sound stays. */
async function install() {
  const cache = await caches.open(CACHE);
  const { core, more } = await list();
  const before = await inUse();
  /** @param {[string, Listed]} file */
  const keep = async ([path, [digest]]) => {
    if (await sound(cache, path, digest)) return;
    const same = before?.files[path]?.[0] === digest && (await sound(before.cache, path, digest));
    if (same) await cache.put(new URL(path, BELOW), same);
    else await take(cache, path, digest);
  };
  await forEach(Object.entries(core), keep);
  // What was kept besides goes along; a publication is whole without it.
  const besides = Object.entries(more).filter(([path]) => before && (before.isWhole || before.paths.has(path)));
  await forEach(besides, (file) => keep(file).catch(() => {}));
}

async function activate() {
  const { current, clients } = await state();
  const isFirst = !current;
  const open = await scope.clients.matchAll({ includeUncontrolled: true, type: "all" });
  const before = isFirst || current === PUBLICATION ? [] : open.filter(({ url }) => url.startsWith(BELOW.href));
  // Pages that are open came from the publication before, and go on with it.
  const old = before.map(({ id }) => [id, clients[id] ?? current]);
  await putState({ current: PUBLICATION, clients: { ...clients, ...Object.fromEntries(old) } });
  // The page of a first visit came from the network a moment ago, as what is kept did.
  if (isFirst) await scope.clients.claim();
  await tidy(() => true);
}

/**
 * Lets go of publications whose last open page has gone, and of others that are not in use and `mayGo`: one that is
 * half there is waiting for the rest.
 * @param {(name: string) => boolean} mayGo
 */
async function tidy(mayGo) {
  if (!(await caches.has(CACHE))) return;
  const { current, clients } = await state();
  const open = new Set((await scope.clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id));
  const left = Object.fromEntries(Object.entries(clients).filter(([id]) => open.has(id)));
  if (Object.keys(left).length < Object.keys(clients).length) await putState({ current, clients: left });
  const namesOf = (/** @type {Record<string, string>} */ held) => Object.values(held).map((one) => PREFIX + one);
  const [used, before] = [new Set([CACHE, STATE, ...namesOf(left)]), new Set(namesOf(clients))];
  const unused = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !used.has(name));
  await Promise.all(unused.filter((name) => before.has(name) || mayGo(name)).map((name) => caches.delete(name)));
}

/** @type {(address: URL) => string} The path of an address as the list writes it. */
function pathOf({ pathname }) {
  const inside = pathname.startsWith(BELOW.pathname);
  const path = inside ? pathname.slice(BELOW.pathname.length) : `../${pathname.slice(SITE.pathname.length)}`;
  return path.replace(/(^|\/)index\.html$/, "$1");
}

// From this publication; undefined where it is not one of its files.
/** @type {(request: Request, address: URL) => Promise<Response | undefined>} */
async function fromHere(request, address) {
  if (!(await caches.has(CACHE))) return undefined;
  const cache = await caches.open(CACHE);
  const path = pathOf(address);
  const found = await kept(cache, path);
  if (found) return found;
  const { core, more } = await list();
  if (request.mode === "navigate" && `${path}/` in { ...core, ...more }) {
    return Response.redirect(`${address.origin}${address.pathname}/${address.search}`, 301);
  }
  const file = core[path] ?? more[path];
  return file && (await take(cache, path, file[0]));
}

// The network's answer; without one, what another language has kept, or the page that says that there is none.
/** @type {(event: Asked) => Promise<Response>} */
async function fromNetwork({ request, resultingClientId }) {
  try {
    const answer = await fetch(request);
    if (resultingClientId) {
      const { current, clients } = await state();
      await putState({ current, clients: { ...clients, [resultingClientId]: NETWORK } }).catch(() => {});
    }
    return answer;
  } catch (error) {
    const isKept = request.mode === "navigate" && (await caches.has(CACHE));
    const page = isKept && (await kept(await caches.open(CACHE), "404.html"));
    if (page) return new Response(page.body, { status: 404, headers: page.headers });
    const names = (await caches.keys()).filter((name) => name.startsWith(`toolkit:${SITE.pathname}:`));
    for (const name of names) {
      const found = await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true });
      if (found) return found;
    }
    throw error;
  }
}

/** @type {(event: Asked, address: URL) => Promise<Response>} */
async function answer(event, address) {
  const { request, clientId } = event;
  const isPage = request.mode === "navigate";
  const { clients } = await state().catch(() => /** @type {State} */ ({ current: "", clients: {} }));
  const publication = isPage ? PUBLICATION : (clients[clientId] ?? PUBLICATION);
  if (publication === NETWORK) return fetch(request);
  if (publication !== PUBLICATION) {
    const old = await caches.open(PREFIX + publication);
    return (await kept(old, pathOf(address))) ?? fetch(request);
  }
  const found = await fromHere(request, address).catch(() => undefined);
  return found ?? fromNetwork(event);
}

/** What is kept of the publication, in bytes, and what is not yet. */
async function standing() {
  const { core, more } = await list();
  const files = { ...core, ...more };
  const paths = (await caches.has(CACHE)) ? await pathsIn(await caches.open(CACHE), files) : new Set();
  const sizes = Object.entries(files).map(([path, [, size]]) => /** @type {[string, number]} */ ([path, size]));
  return {
    kept: sizes.reduce((sum, [path, size]) => sum + (paths.has(path) ? size : 0), 0),
    missing: sizes.filter(([path]) => !paths.has(path)),
  };
}

/** @type {Record<string, (path: string) => Promise<unknown>>} */
const TASKS = {
  "take over": () => scope.skipWaiting(),
  tidy: () => tidy(() => false),
  standing,
  async take(path) {
    const { core, more } = await list();
    if (!(await caches.has(CACHE))) throw new TypeError("cleared");
    await take(await caches.open(CACHE), path, (core[path] ?? more[path])[0]);
  },
};

scope.addEventListener("install", (/** @type {Lasting} */ event) => event.waitUntil(install()));
scope.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (/** @type {Asked} */ event) => {
  const address = new URL(event.request.url);
  const isOurs = address.origin === SITE.origin && address.pathname.startsWith(SITE.pathname);
  if (event.request.method === "GET" && isOurs) event.respondWith(answer(event, address));
});
scope.addEventListener("message", (/** @type {Told} */ event) => {
  const { task, path } = event.data;
  const done = TASKS[task](path).then(
    (result) => ({ result }),
    (error) => ({ error: error instanceof DOMException ? error.name : "failed" }),
  );
  event.waitUntil(done.then((told) => event.ports[0]?.postMessage(told)));
});
