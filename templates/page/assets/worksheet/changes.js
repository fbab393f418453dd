// What a coach changes of a sheet for one client, as plain data: checked, and packed for an address.
// It knows neither page nor browser; toolkit/view/changes.py holds files to the same.
//
// A part has a name: "title", "section:ID", "question:ID" or "question:ID:LIST.ID", such as "question:life:segments.work".
// A list has one, too: "sections", "section:ID" for its fields, "question:ID:LIST" for a field's entries.
// Ids of what was added begin with an underscore, which no author's id may.
import { CONTROLS, held, isObject, Refused } from "../core/untrusted.js";

/**
 * `words` are the client's own, each with the language it was written in. `out` names the parts that are left out.
 * `order` holds the ids of lists that were put in another order or added to: what it does not name stands after what
 * it followed. `own` holds the types of added fields, `rows` how many rows are counted out in a field.
 * @typedef {[text: string, language: string]} Word
 * @typedef {object} Changes
 * @property {Record<string, Word>} words
 * @property {string[]} out
 * @property {Record<string, string[]>} order
 * @property {Record<string, string>} own
 * @property {Record<string, number>} rows
 *
 * `letters` bound a text, `size` all changes as JSON; `types` are those of fields that can be added.
 * @typedef {{letters: number, size: number, types: string[]}} Limits
 */

const ID = "(?:_[1-9]\\d{0,2}|[a-z0-9]+(?:-[a-z0-9]+)*)";
const LIST = `question:${ID}:[a-z]+`;
const PART_NAME = new RegExp(`^(?:title|section:${ID}|question:${ID}|${LIST}\\.${ID})$`);
const LIST_NAME = new RegExp(`^(?:sections|section:${ID}|${LIST})$`);
const WHOLE_ID = new RegExp(`^${ID}$`);
const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/;
const MOST_ROWS = 999;

/** @returns {Changes} */
export function none() {
  return { words: {}, out: [], order: {}, own: {}, rows: {} };
}

/** @param {string} id */
export function isOwn(id) {
  return id.startsWith("_");
}

/**
 * The name of a part in a list.
 * @param {string} list
 * @param {string} id
 */
export function partOf(list, id) {
  if (list === "sections") return `section:${id}`;
  return list.startsWith("section:") ? `question:${id}` : `${list}.${id}`;
}

/** @param {Changes | null | undefined} changes */
export function isNone(changes) {
  return !changes || Object.values(changes).every((part) => !Object.keys(part).length);
}

/**
 * @param {unknown} value
 * @param {(name: string, value: unknown) => boolean} fits
 */
function holds(value, fits) {
  return isObject(value) && Object.entries(value).every(([name, each]) => fits(name, each));
}

/**
 * @param {unknown} value
 * @param {RegExp} pattern
 */
function isListOf(value, pattern) {
  return Array.isArray(value) && new Set(value).size === value.length && value.every((each) => matches(each, pattern));
}

/**
 * @param {unknown} value
 * @param {RegExp} pattern
 */
function matches(value, pattern) {
  return typeof value === "string" && value.length <= 200 && pattern.test(value);
}

/**
 * @param {unknown} word
 * @param {Limits} limits
 */
function isWord(word, limits) {
  if (!Array.isArray(word) || word.length !== 2 || typeof word[0] !== "string") return false;
  const [text, language] = word;
  const isLine = text.trim() === text && text !== "" && [...text].length <= limits.letters && text.isWellFormed();
  return isLine && !CONTROLS.test(text) && !/[\t\n]/.test(text) && matches(language, LANGUAGE);
}

/**
 * What was added stands in one list, once, and has words.
 * @param {Changes} changes
 */
function isWhole({ words, order, own }) {
  const added = Object.entries(order).flatMap(([list, ids]) => ids.filter(isOwn).map((id) => ({ list, id })));
  const ids = new Set(added.map(({ id }) => id));
  const fields = added.filter(({ list }) => list.startsWith("section:"));
  return (
    ids.size === added.length &&
    added.every(({ list, id }) => list !== "sections" && Object.hasOwn(words, partOf(list, id))) &&
    fields.length === Object.keys(own).length &&
    fields.every(({ id }) => Object.hasOwn(own, id))
  );
}

/**
 * Returns changes that come from elsewhere, as they may be relied on; throws Refused.
 * @param {unknown} data
 * @param {Limits} limits
 * @returns {Changes}
 */
export function checked(data, limits) {
  if (!isObject(data)) throw new Refused("changes-wrong");
  if (JSON.stringify(data).length > limits.size) throw new Refused("changes-many");
  const known = none();
  const { words, out, order, own, rows } = { ...known, ...data };
  const fits =
    Object.keys(data).every((name) => Object.hasOwn(known, name)) &&
    holds(words, (name, word) => matches(name, PART_NAME) && isWord(word, limits)) &&
    isListOf(out, PART_NAME) &&
    holds(order, (name, ids) => matches(name, LIST_NAME) && isListOf(ids, WHOLE_ID)) &&
    holds(own, (name, type) => matches(name, WHOLE_ID) && isOwn(name) && limits.types.includes(String(type))) &&
    holds(rows, (name, count) => matches(name, PART_NAME) && Number.isInteger(count) && Number(count) >= 1 && Number(count) <= MOST_ROWS);
  if (!fits) throw new Refused("changes-wrong");
  const found = /** @type {Changes} */ ({ words, out, order, own, rows });
  if (!isWhole(found)) throw new Refused("changes-wrong");
  return found;
}

/**
 * What a part is called now; undefined where it has its own name.
 * @param {Changes} changes
 * @param {string} part
 */
export function wordFor(changes, part) {
  return held(changes.words, part);
}

/**
 * Changes as they are written: what says nothing is left out.
 * @param {Changes} changes
 * @returns {Partial<Changes>}
 */
export function written(changes) {
  return Object.fromEntries(Object.entries(changes).filter(([, part]) => Object.keys(part).length));
}

/**
 * Changes as text that an address can carry as it is; "" for none.
 * @param {Changes | null} changes
 */
export function pack(changes) {
  if (!changes || isNone(changes)) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(written(changes)));
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * Returns what `pack` was given, null for ""; throws Refused.
 * @param {string} text
 * @param {Limits} limits
 */
export function unpack(text, limits) {
  if (!text) return null;
  // A letter may take four bytes, and three bytes are four signs.
  if (text.length > limits.size * 6) throw new Refused("changes-many");
  let data;
  try {
    const signs = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused("changes-wrong");
  }
  return checked(data, limits);
}
