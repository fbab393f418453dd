// All of one client as one file: what stands in it. It knows neither page nor browser.
import { ofClient } from "../core/records.js";
import { isObject } from "../core/untrusted.js";

/**
 * @import { Store, Stored } from "../core/store.js"
 * @typedef {{store: Store, key: string, record: Stored}} Entry
 */

export const FORMAT = "coaching-toolkit-client";
export const VERSION = 1;

/**
 * The records of a store as entries.
 * @param {Store} store
 * @param {Stored[]} records
 * @returns {Entry[]}
 */
export function entriesOf(store, records) {
  const name = store === "copies" ? "id" : "key";
  return records.map((record) => ({ store, key: String(record[name]), record }));
}

/**
 * Those that are of a nickname.
 * @param {Entry[]} entries
 * @param {string} nickname
 */
export function allOf(entries, nickname) {
  return entries.filter(({ store, record }) => ofClient(store, record)?.nickname === nickname);
}

/**
 * @param {Entry[]} entries
 * @param {string} nickname
 * @param {string} saved
 */
export function packed(entries, nickname, saved) {
  const within = (/** @type {Store} */ name) => entries.filter(({ store }) => store === name).map(({ record }) => record);
  return { format: FORMAT, format_version: VERSION, saved, nickname, copies: within("copies"), marks: within("marks") };
}

/**
 * A record as text to compare with, whatever order its parts are in.
 * @param {unknown} value
 * @returns {string}
 */
export function asOne(value) {
  const sorted = (/** @type {string} */ _, /** @type {unknown} */ part) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part;
  return JSON.stringify(value, sorted);
}
