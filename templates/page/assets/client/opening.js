// The file of a client that comes in: checked, and compared with what the device has. It knows neither page nor browser.
import { CONTROLS, isObject, Refused } from "../core/untrusted.js";
import { allOf, asOne, entriesOf, FORMAT, VERSION } from "./client-file.js";

/**
 * @import { Entry } from "./client-file.js"
 * @import { Store, Stored } from "../core/store.js"
 */

/** @type {Store[]} */
const STORES = ["copies", "marks"];
const MOST = 2000;
const DEEPEST = 8;

/**
 * Whether a value is plain data without characters that nobody sees, and not endlessly deep.
 * @param {unknown} value
 * @returns {boolean}
 */
function isPlain(value, depth = 0) {
  if (depth > DEEPEST) return false;
  if (typeof value === "string") return !CONTROLS.test(value);
  if (Array.isArray(value)) return value.every((one) => isPlain(one, depth + 1));
  if (!isObject(value)) return value === null || typeof value !== "object";
  return Object.entries(value).every(([name, one]) => name !== "__proto__" && !CONTROLS.test(name) && isPlain(one, depth + 1));
}

/** @param {Stored} record */
function isCopy({ id, worksheet, answers, created, changed, revision }) {
  const isNamed = /^[0-9a-f]{32}$/.test(String(id)) && /^[a-z0-9-]{1,80}$/.test(String(worksheet));
  const isDated = [created, changed].every((day) => typeof day === "string" && !Number.isNaN(Date.parse(day)));
  return isNamed && isDated && Number.isSafeInteger(revision) && isObject(answers);
}

/**
 * The entries of a file; throws Refused where it is not one of a client, whole and of this make.
 * @param {unknown} data
 * @returns {{nickname: string, entries: Entry[]}}
 */
export function unpacked(data) {
  if (!isObject(data) || data.format !== FORMAT) throw new Refused("client-not-file");
  if (data.format_version !== VERSION) throw new Refused("client-newer");
  const { nickname } = data;
  if (typeof nickname !== "string" || !nickname || !isPlain(data)) throw new Refused("client-damaged");
  const entries = STORES.flatMap((store) => {
    const records = data[store];
    if (!Array.isArray(records) || !records.every(isObject)) throw new Refused("client-damaged");
    return entriesOf(store, records);
  });
  const keys = new Set(entries.map(({ store, key }) => `${store} ${key}`));
  const isWhole = entries.every(({ store, record }) => store !== "copies" || isCopy(record));
  const isTheirs = allOf(entries, nickname).length === entries.length;
  if (!isWhole || !isTheirs || keys.size !== entries.length || entries.length > MOST) throw new Refused("client-damaged");
  return { nickname, entries };
}

/**
 * What a file brings: what the device does not have, and what it has in another form.
 * @param {Entry[]} entries
 * @param {Entry[]} here
 */
export function compared(entries, here) {
  const known = new Map(here.map(({ store, key, record }) => [`${store} ${key}`, asOne(record)]));
  const found = entries.map((entry) => ({ entry, old: known.get(`${entry.store} ${entry.key}`) }));
  return {
    fresh: found.filter(({ old }) => old === undefined).map(({ entry }) => entry),
    other: found.filter(({ entry, old }) => old !== undefined && old !== asOne(entry.record)).map(({ entry }) => entry),
  };
}

/**
 * A record that takes another one's place: pages that show that one see that it has changed.
 * @param {Stored} next
 * @param {Stored | undefined} old
 */
export function following(next, old) {
  if (typeof next.revision !== "number" || typeof old?.revision !== "number") return next;
  return { ...next, revision: Math.max(next.revision, old.revision) + 1 };
}
