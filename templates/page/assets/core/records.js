// The records that pages keep on this device: what each is kept under, and how "What is stored here" counts it.
// Copies of worksheets have a store of their own; all else is a mark, and every mark is of one class here.

/** @import { Stored } from "./store.js" */

const each = () => 1;
/**
 * @param {string} part
 * @returns {(record: Stored) => number}
 */
const within = (part) => (record) => (Array.isArray(record[part]) ? record[part].length : 0);

/**
 * A prefix goes before the id of what the record belongs to. `count` is how many things one record holds.
 * @type {Record<string, {key?: string, prefix?: string, count: (record: Stored) => number}>}
 */
const CLASSES = {
  sheets: { prefix: "own-sheet/", count: each },
  checklists: { prefix: "checklist/", count: each },
  curricula: { prefix: "curriculum/", count: each },
  runs: { prefix: "run/", count: each },
  records: { prefix: "session-record/", count: each },
  favourites: { key: "favourites", count: within("questions") },
  own: { key: "own-questions", count: within("questions") },
  recent: { key: "recent", count: within("paths") },
  settings: { key: "settings", count: each },
};

/**
 * The key of a class's record, or of the one that belongs to an id.
 * @param {string} name
 */
export function keyOf(name, id = "") {
  const { key, prefix } = CLASSES[name];
  return key ?? `${prefix}${id}`;
}

/**
 * @param {{key?: string, prefix?: string}} one
 * @param {Stored} record
 */
function isOf({ key, prefix = "" }, record) {
  return key === undefined ? String(record.key).startsWith(prefix) : record.key === key;
}

/**
 * How much there is of every class; "other" is what no page of this version keeps.
 * @param {Stored[]} copies
 * @param {Stored[]} marks
 */
export function countsOf(copies, marks) {
  /** @type {Record<string, number>} */
  const counts = { copies: copies.length, other: 0 };
  for (const name of Object.keys(CLASSES)) counts[name] = 0;
  for (const record of marks) {
    const found = Object.entries(CLASSES).find(([, one]) => isOf(one, record));
    if (found) counts[found[0]] += found[1].count(record);
    else counts.other += 1;
  }
  return counts;
}
