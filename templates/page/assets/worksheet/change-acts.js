// What a coach can do to a sheet for one client: each act makes new changes out of earlier ones.
// It knows neither page nor browser. What an act would break, it does not do: the same changes come back.
import { isOwn, partOf } from "./changes.js";
import { arranged, brokenBound, publishedIds } from "./changed-sheet.js";

/**
 * @import { Changes } from "./changes.js"
 * @import { Published } from "./changed-sheet.js"
 */

/**
 * @param {Record<string, T>} record
 * @param {string} name
 * @param {T | undefined} value
 * @template T
 * @returns {Record<string, T>}
 */
function having(record, name, value) {
  const rest = Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
  return value === undefined ? rest : { ...rest, [name]: value };
}

/**
 * The order of a list is told only where it is another than it would be without.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {string} list
 * @param {string[]} ids
 * @returns {Changes}
 */
function ordered(sheet, changes, list, ids) {
  const published = publishedIds(sheet, list);
  const bare = { ...changes, order: having(changes.order, list, undefined) };
  const usual = arranged(published, list, bare);
  const isUsual = usual.length === ids.length && usual.every((id, n) => id === ids[n]);
  return isUsual ? bare : { ...changes, order: having(changes.order, list, ids) };
}

/**
 * @param {Published} sheet
 * @param {Changes} before
 * @param {Changes} after
 */
function within(sheet, before, after) {
  return brokenBound(sheet, after) || JSON.stringify(after).length > sheet.limits.size ? before : after;
}

/**
 * Calls a part by other words; by "", or by its own name, it has that one again. What was added keeps what it has.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {{part: string, text: string, language: string, usual: string}} to
 */
export function renamed(sheet, changes, { part, text, language, usual }) {
  if (!text || text === usual) {
    return isOwn(part.split(/[.:]/).at(-1) ?? "") ? changes : { ...changes, words: having(changes.words, part, undefined) };
  }
  return within(sheet, changes, { ...changes, words: { ...changes.words, [part]: [text, language] } });
}

/**
 * Moves a part of a list by `step` places, as far as there are any.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {string} list
 * @param {{id: string, step: number}} how
 */
export function moved(sheet, changes, list, { id, step }) {
  const ids = arranged(publishedIds(sheet, list), list, changes);
  const from = ids.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= ids.length) return changes;
  const rest = ids.toSpliced(from, 1).toSpliced(to, 0, id);
  return within(sheet, changes, ordered(sheet, changes, list, rest));
}

/**
 * Leaves out a part; what was added is gone for good.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {string} list
 * @param {string} id
 */
export function leftOut(sheet, changes, list, id) {
  const part = partOf(list, id);
  const ids = arranged(publishedIds(sheet, list), list, changes).filter((other) => other !== id);
  const words = isOwn(id) ? having(changes.words, part, undefined) : changes.words;
  const out = isOwn(id) ? changes.out : [...changes.out.filter((other) => other !== part), part];
  const own = list.startsWith("section:") ? having(changes.own, id, undefined) : changes.own;
  return within(sheet, changes, ordered(sheet, { ...changes, words, out, own }, list, ids));
}

/**
 * Brings back what was left out.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {string} list
 * @param {string} id
 */
export function broughtBack(sheet, changes, list, id) {
  const out = changes.out.filter((other) => other !== partOf(list, id));
  const back = { ...changes, out };
  return within(sheet, changes, ordered(sheet, back, list, arranged(publishedIds(sheet, list), list, back)));
}

/**
 * An id that no part of these changes has, or had while they were made.
 * @param {Changes} changes
 */
function newId({ order }) {
  const numbers = Object.values(order).flat().filter(isOwn).map((id) => Number(id.slice(1)));
  return `_${Math.max(0, ...numbers) + 1}`;
}

/**
 * Adds a part at the end of a list; a field needs a type. Returns the changes and the new part's id; "" where there
 * is no room for another.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {string} list
 * @param {{text: string, language: string, type?: string}} what
 */
export function added(sheet, changes, list, { text, language, type }) {
  const id = newId(changes);
  const order = { ...changes.order, [list]: [...arranged(publishedIds(sheet, list), list, changes), id] };
  /** @type {Record<string, [string, string]>} */
  const words = { ...changes.words, [partOf(list, id)]: [text, language] };
  const own = type ? { ...changes.own, [id]: type } : changes.own;
  const after = within(sheet, changes, { ...changes, order, words, own });
  return { changes: after, id: after === changes || !text ? "" : id };
}

/**
 * Counts out another number of rows.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {string} name
 * @param {number} count
 */
export function withRows(sheet, changes, name, count) {
  const usual = sheet.rows[name].count;
  return within(sheet, changes, { ...changes, rows: having(changes.rows, name, count === usual ? undefined : count) });
}

