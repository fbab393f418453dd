// The one store on this device. "copies" holds filled worksheets, "marks" all smaller things: ticks,
// favourites, what was used last. Nothing here leaves the device.

// Sites that share an address but for their folder must not see each other's answers.
export const NAME = `coaching-toolkit ${new URL("../..", import.meta.url).pathname}`;
/** @type {Store[]} */
const STORES = ["copies", "marks"];
const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;

/**
 * A record as the store gives it back. It may be of another version: nothing in it is relied on.
 * @typedef {Record<string, unknown>} Stored
 * @typedef {"copies" | "marks"} Store
 * @typedef {{store: Store | null, key: string | null}} Change
 */

/** @type {((change: Change) => void)[]} */
const listeners = [];
/** @type {Promise<IDBDatabase> | null} */
let opened = null;

tabs?.addEventListener("message", ({ data }) => listeners.forEach((listener) => listener(data)));

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const copies = request.result.createObjectStore("copies", { keyPath: "id" });
      copies.createIndex("worksheet", "worksheet");
      request.result.createObjectStore("marks", { keyPath: "key" });
    };
    request.onsuccess = () => {
      const database = request.result;
      // A newer version of the site in another tab must be able to change the store.
      database.onversionchange = () => {
        database.close();
        opened = null;
      };
      database.onclose = () => {
        opened = null;
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException("an older page holds the store", "InvalidStateError"));
  });
  // A refusal may be over at the next try, as when the reader allows storage meanwhile.
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

/**
 * Runs `work` in one transaction, and returns what its request gave once the browser has handed all of it to
 * the system, where the browser's end does not harm it.
 * @template T
 * @param {Store | Store[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(transaction: IDBTransaction, give: (value: T) => void) => void} work
 * @returns {Promise<T>}
 */
async function within(stores, mode, work) {
  const transaction = (await open()).transaction(stores, mode);
  return new Promise((resolve, reject) => {
    /** @type {T} */
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("stopped", "AbortError"));
    work(transaction, (value) => {
      result = value;
    });
  });
}

/**
 * @param {Store} store
 * @param {string} key
 * @returns {Promise<Stored | undefined>}
 */
export function get(store, key) {
  return within(store, "readonly", (transaction, give) => {
    const request = transaction.objectStore(store).get(key);
    request.onsuccess = () => give(request.result);
  });
}

/**
 * All records, or those of a copy's worksheet.
 * @param {Store} store
 * @param {string} [worksheet]
 * @returns {Promise<Stored[]>}
 */
export function list(store, worksheet) {
  return within(store, "readonly", (transaction, give) => {
    const all = transaction.objectStore(store);
    const request = worksheet === undefined ? all.getAll() : all.index("worksheet").getAll(worksheet);
    request.onsuccess = () => give(request.result);
  });
}

/**
 * All marks whose keys begin so.
 * @param {string} prefix
 * @returns {Promise<Stored[]>}
 */
export function listUnder(prefix) {
  return within("marks", "readonly", (transaction, give) => {
    const request = transaction.objectStore("marks").getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    request.onsuccess = () => give(request.result);
  });
}

/**
 * Puts what `change` makes of the record (undefined: there is none yet) in its place; undefined takes it away.
 * Reading and writing are one step, so that two tabs cannot overwrite each other unseen.
 * What `change` throws stops the step and comes back to the caller.
 * @template {Stored | undefined} T
 * @param {Store} store
 * @param {string} key
 * @param {(old: Stored | undefined) => T} change
 * @returns {Promise<T>}
 */
export async function update(store, key, change) {
  /** @type {unknown} */
  let thrown;
  try {
    const result = await within(store, "readwrite", (transaction, give) => {
      const records = transaction.objectStore(store);
      const request = records.get(key);
      request.onsuccess = () => {
        try {
          const next = change(request.result);
          if (next === undefined) records.delete(key);
          else records.put(next);
          give(next);
        } catch (error) {
          thrown = error;
          transaction.abort();
        }
      };
    });
    tabs?.postMessage({ store, key });
    return result;
  } catch (error) {
    throw thrown ?? error;
  }
}

/** Resolves when what was being written is written, and what was typed meanwhile, too. */
export async function settled() {
  // Whoever reads waits for those who write. A writer with more to write begins again before the next one reads.
  for (let turn = 0; turn < 2; turn++) {
    await Promise.all(STORES.map((store) => get(store, ""))).catch(() => {});
  }
}

/** Takes everything away, in one step. */
export async function clear() {
  await within(STORES, "readwrite", (transaction) => {
    for (const store of STORES) transaction.objectStore(store).clear();
  });
  const everything = { store: null, key: null };
  tabs?.postMessage(everything);
  listeners.forEach((listener) => listener(everything));
}

/**
 * Calls `listener` with {store, key} when another tab has changed something; nulls stand for everything,
 * which is told in the tab that took it away, too.
 * @param {(change: Change) => void} listener
 */
export function onChange(listener) {
  listeners.push(listener);
}

/** Asks the browser not to clear it by itself. Whether it agrees makes no difference here. */
export function persist() {
  navigator.storage?.persist?.().catch(() => {});
}

/**
 * The word that says why something could not be stored.
 * @param {unknown} error
 */
export function why(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "storage-full" : "storage-blocked";
}
