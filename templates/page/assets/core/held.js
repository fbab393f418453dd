// The records of sessions that are being held, which every page can show: what a record holds besides its clock.
import { asClock, inMinutes } from "./durations.js";
import { MINUTE, restore } from "./timer.js";
import { held, isObject } from "./untrusted.js";
import { say } from "./words.js";

/**
 * A session that is being held: its clock, the page of its guide, whether that is shown as for clients, and the titles of
 * its phases in the languages in which the page was open.
 * @import { Stored } from "./store.js"
 * @import { Run } from "./timer.js"
 * @typedef {Record<string, Record<string, string>>} Titles
 * @typedef {{key: string, run: Run, path: string, isForClient: boolean, language: string, titles: Titles}} Held
 */

/** What the address of a guide ends with where its run is to be opened at once. */
export const OPEN = "#tk_run";

const PATH = /^(?:[\w-]+\/)+$/;

/**
 * Texts by name, out of a record of the store: what is none is left out.
 * @param {unknown} found
 * @returns {Record<string, string>}
 */
export function textsIn(found) {
  if (!isObject(found)) return {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, text]) => (typeof text === "string" && text ? [[name, text]] : [])),
  );
}

/**
 * The titles of phases by language, out of a record of the store.
 * @param {unknown} found
 * @returns {Titles}
 */
export function titlesIn(found) {
  if (!isObject(found)) return {};
  return Object.fromEntries(Object.entries(found).map(([language, texts]) => [language, textsIn(texts)]));
}

/**
 * What a record says of a session that has not ended; null where it says nothing that can be shown.
 * @param {Stored} record
 * @returns {Held | null}
 */
function heldBy(record) {
  const { key, path, language, isForClient } = record;
  if (typeof path !== "string" || !PATH.test(path) || typeof language !== "string") return null;
  const titles = titlesIn(record.titles);
  const run = restore(record, Object.keys(held(titles, language) ?? {}));
  if (!run || run.ended !== null) return null;
  return { key: String(key), run, path, isForClient: isForClient === true, language, titles };
}

/**
 * The sessions that are being held, the one that began last first.
 * @param {Stored[]} records
 */
export function heldIn(records) {
  return records.flatMap((record) => heldBy(record) ?? []).sort((one, other) => other.run.started - one.run.started);
}

/**
 * What is left of a phase, in digits or words.
 * @param {number} left milliseconds
 */
export function leftText(left) {
  if (left > 0) return asClock(Math.ceil(left / 1000));
  return left > -MINUTE ? say("run-up") : say("run-over", { time: inMinutes(Math.floor(-left / MINUTE)) });
}
