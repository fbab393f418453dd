// A copy of a worksheet as the store on this device holds it.

/**
 * @import { Content } from "./answers.js"
 * @import { Stored } from "../core/store.js"
 * @typedef {{id: string, worksheet: string, created: string, changed: string, revision: number}} Dates
 * @typedef {Dates & Content & Stored} Copy
 */

/** An id for a new copy. */
export function newId() {
  // randomUUID is missing on plain http.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A record as this page wrote it.
 * @param {Stored} record
 */
export function asCopy(record) {
  return /** @type {Copy} */ (record);
}
