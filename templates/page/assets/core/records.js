// The records that pages keep on this device: what each is kept under, and how "Data saved on this device" counts it.
// Copies of worksheets have a store of their own; all else is a mark, and every mark is of one class here.

/** @import { Store, Stored } from "./store.js" */

const each = () => 1;
/**
 * @param {string} part
 * @returns {(record: Stored) => number}
 */
const within = (part) => (record) => (Array.isArray(record[part]) ? record[part].length : 0);

/**
 * What a record says under a name, where that is text.
 * @param {string} part
 * @returns {(record: Stored) => string}
 */
const saidIn = (part) => (record) => {
  const said = record[part];
  return typeof said === "string" ? said : "";
};

/**
 * A prefix goes before the id of what the record belongs to. `count` is how many things one record holds. What can be
 * of one client says in `client` which nickname it is for, in `folder` which pages it belongs to, and with `isGiven`
 * that a reader says so on the home page, in the record's "client".
 * @typedef {{key?: string, prefix?: string, count: (record: Stored) => number}} Counted
 * @typedef {{client?: (record: Stored) => string, folder?: string, isGiven?: boolean}} OfClient
 * @type {Record<string, Counted & OfClient>}
 */
const CLASSES = {
  sheets: { prefix: "own-sheet/", count: each, client: saidIn("name"), folder: "questions/" },
  checklists: { prefix: "checklist/", count: each, client: saidIn("client"), folder: "checklists/", isGiven: true },
  curricula: { prefix: "curriculum/", count: each },
  runs: { prefix: "run/", count: each },
  records: { prefix: "session-record/", count: each, client: saidIn("client"), folder: "sessions/", isGiven: true },
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

const nicknameOf = saidIn("nickname");

/**
 * What a record is, where it can be of one client: its class, the nickname it is for, and the page that it belongs to;
 * null for all else.
 * @param {Store} store
 * @param {Stored} record
 */
export function ofClient(store, record) {
  if (store === "copies") {
    return { kind: "copies", nickname: nicknameOf(record), path: `worksheets/${record.worksheet}/`, isGiven: false };
  }
  const [kind, found] = Object.entries(CLASSES).find(([, one]) => isOf(one, record)) ?? [];
  if (!kind || !found?.client) return null;
  // What comes behind the id tells records of one page apart.
  const [id] = String(record.key).slice(found.prefix?.length).split("/");
  return { kind, nickname: found.client(record), path: `${found.folder}${id}/`, isGiven: found.isGiven === true };
}
