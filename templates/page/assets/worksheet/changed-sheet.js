// What a sheet is with its changes: which parts it has, in which order, and which answer places.
// It knows neither page nor browser. toolkit/view/changes.py makes the same for print; the page carries what it goes
// by, so that no bound and no name of a place is made up here.
import { held } from "../core/untrusted.js";
import { isOwn, partOf } from "./changes.js";

/**
 * @import { Changes, Limits } from "./changes.js"
 * @import { Place } from "./places.js"
 *
 * What can be added to: the ids of its parts, each with the names of its places, and the places of another part
 * under the id FRESH.
 * @typedef {{field: string, least: number, most: number, entries: [id: string, names: string[]][], fresh: Place[]}} Range
 * A list of a field: its key in the definition. `ranked`: its places go up to the number of entries.
 * @typedef {Range & {key: string, ranked?: boolean}} List
 * Rows that are counted: how many there are.
 * @typedef {Range & {count: number}} Rows
 *
 * `types` are those of fields that can be added, with their places.
 * @typedef {object} Published
 * @property {Record<string, any>} definition The definition in the page's language.
 * @property {Limits & {fields: number}} limits
 * @property {Record<string, List>} lists
 * @property {Record<string, Rows>} rows
 * @property {Record<string, {places: Place[]}>} types
 *
 * @typedef {{id: string, type: string, lists: Record<string, string[]>, rows: number}} FieldLook
 * @typedef {{id: string, fields: FieldLook[]}} SectionLook
 */

// The id of a part that is not there yet, in what the page has ready for it.
export const FRESH = "_0";

/**
 * A field as it is published; undefined for one that was added.
 * @param {Published} sheet
 * @param {string} id
 * @returns {Record<string, any> | undefined}
 */
export function fieldOf(sheet, id) {
  /** @type {{fields: Record<string, any>[]}[]} */
  const sections = sheet.definition.sections;
  return sections.flatMap(({ fields }) => fields).find((field) => field.id === id);
}

/** @param {Range} range */
export function idsOf({ entries }) {
  return entries.map(([id]) => id);
}

/**
 * The ids of a list as published; none for the lists of fields that were added.
 * @param {Published} sheet
 * @param {string} list
 * @returns {string[]}
 */
export function publishedIds(sheet, list) {
  /** @type {{id: string, fields: {id: string}[]}[]} */
  const sections = sheet.definition.sections;
  if (list === "sections") return sections.map(({ id }) => id);
  const section = sections.find(({ id }) => list === `section:${id}`);
  if (section) return section.fields.map(({ id }) => id);
  const found = held(sheet.lists, list);
  return found ? idsOf(found) : [];
}

/**
 * The ids of a list as they stand with the changes.
 * @param {string[]} ids
 * @param {string} list
 * @param {Changes} changes
 */
export function arranged(ids, list, changes) {
  const left = ids.filter((id) => !changes.out.includes(partOf(list, id)));
  const given = (held(changes.order, list) ?? []).filter((id) => left.includes(id) || (isOwn(id) && list !== "sections"));
  const found = [...given];
  left.forEach((id, n) => {
    if (!given.includes(id)) found.splice(n ? found.indexOf(left[n - 1]) + 1 : 0, 0, id);
  });
  return found;
}

/**
 * The ids of a field's list; as published where the bounds are broken.
 * @param {Published} sheet
 * @param {string} name
 * @param {Changes} changes
 */
export function entriesOf(sheet, name, changes) {
  const { least, most } = sheet.lists[name];
  const ids = idsOf(sheet.lists[name]);
  const found = arranged(ids, name, changes);
  return found.length < least || found.length > most ? ids : found;
}

/**
 * How many rows a field has that counts them; 0 for another.
 * @param {Published} sheet
 * @param {string} field
 * @param {Changes} changes
 */
export function rowsOf(sheet, field, changes) {
  const rows = held(sheet.rows, `question:${field}`);
  if (!rows) return 0;
  const count = held(changes.rows, `question:${field}`) ?? rows.count;
  return count < rows.least || count > rows.most ? rows.count : count;
}

/**
 * @param {Published} sheet
 * @param {string} id
 * @param {string} type
 * @param {Changes} changes
 * @returns {FieldLook}
 */
function fieldLook(sheet, id, type, changes) {
  const names = Object.keys(sheet.lists).filter((name) => sheet.lists[name].field === id);
  const lists = names.map((name) => [name, entriesOf(sheet, name, changes)]);
  return { id, type, lists: Object.fromEntries(lists), rows: rowsOf(sheet, id, changes) };
}

/**
 * The sections with their fields, as they stand with the changes; a section without fields is not there.
 * @param {Published} sheet
 * @param {Changes} changes
 * @returns {SectionLook[]}
 */
function allSections(sheet, changes) {
  /** @type {{id: string, fields: {id: string, type: string, of?: string[]}[]}[]} */
  const sections = sheet.definition.sections;
  const found = arranged(sections.map(({ id }) => id), "sections", changes).map((id) => {
    const fields = sections.find((section) => section.id === id)?.fields ?? [];
    const types = new Map(fields.map((field) => [field.id, field.type]));
    const ids = arranged([...types.keys()], `section:${id}`, changes);
    const own = (/** @type {string} */ field) => types.get(field) ?? held(changes.own, field) ?? "";
    return { id, fields: ids.filter(own).map((field) => fieldLook(sheet, field, own(field), changes)) };
  });
  return found.filter(({ fields }) => fields.length);
}

/**
 * The ids of the fields from which each computed one follows.
 * @param {Published} sheet
 * @returns {Map<string, string[]>}
 */
function sourcesOf(sheet) {
  /** @type {{fields: {id: string, of?: string[]}[]}[]} */
  const sections = sheet.definition.sections;
  const fields = sections.flatMap((section) => section.fields);
  return new Map(fields.flatMap(({ id, of }) => (of ? [[id, of]] : [])));
}

/**
 * The same without what nothing is left to compute from.
 * @param {Published} sheet
 * @param {Changes} changes
 * @returns {SectionLook[]}
 */
function leftSections(sheet, changes) {
  const all = allSections(sheet, changes);
  const present = new Set(all.flatMap(({ fields }) => fields.map(({ id }) => id)));
  const sources = sourcesOf(sheet);
  const isMade = (/** @type {FieldLook} */ { id }) => (sources.get(id) ?? [id]).some((source) => present.has(source));
  const found = all.map(({ id, fields }) => ({ id, fields: fields.filter(isMade) }));
  return found.filter(({ fields }) => fields.length);
}

/**
 * The sections with their fields; where nothing at all would be left, the sheet is as published.
 * @param {Published} sheet
 * @param {Changes} changes
 * @returns {SectionLook[]}
 */
export function sectionsOf(sheet, changes) {
  const found = leftSections(sheet, changes);
  return found.length ? found : allSections(sheet, { ...changes, out: [], order: {} });
}

/**
 * The name of a list or of counted rows whose bounds the changes break; "" where there is none.
 * @param {Published} sheet
 * @param {Changes} changes
 */
export function brokenBound(sheet, changes) {
  if (Object.keys(changes.own).length > sheet.limits.fields) return "sections";
  for (const [name, list] of Object.entries(sheet.lists)) {
    const { length } = arranged(idsOf(list), name, changes);
    if (length < list.least || length > list.most) return name;
  }
  for (const [name, { least, most }] of Object.entries(sheet.rows)) {
    const count = held(changes.rows, name);
    if (count !== undefined && (count < least || count > most)) return name;
  }
  return leftSections(sheet, changes).length ? "" : "sections";
}

/**
 * A place that the page has ready, under an id.
 * @param {Place} place
 * @param {string} id
 * @returns {Place}
 */
function named(place, id) {
  const parts = /** @type {const} */ (["name", "control", "field", "text", "asked"]);
  const found = { ...place };
  for (const part of parts) {
    const name = found[part];
    // Not within an author's id: none of them holds an underscore.
    if (name) found[part] = name.replaceAll(FRESH, id);
  }
  return found;
}

/**
 * @param {Range} range
 * @param {string[]} ids
 * @param {Map<string, Place>} known
 */
function placesIn({ entries, fresh }, ids, known) {
  const published = new Map(entries);
  return ids.flatMap((id) => {
    const names = published.get(id);
    return names ? names.flatMap((name) => known.get(name) ?? []) : fresh.map((place) => named(place, id));
  });
}

/**
 * The names of a range's places, by its ids.
 * @param {Range} range
 * @param {string[]} ids
 */
export function namesIn({ entries, fresh }, ids) {
  const published = new Map(entries);
  return ids.flatMap((id) => published.get(id) ?? fresh.map((place) => named(place, id).name));
}

/** @param {number} count */
export function counted(count) {
  return Array.from({ length: count }, (_, n) => String(n + 1));
}

/**
 * @param {Published} sheet
 * @param {FieldLook} look
 * @param {Place[]} published
 * @returns {Place[]}
 */
function placesOfField(sheet, { id, type, lists, rows }, published) {
  if (isOwn(id)) return sheet.types[type].places.map((place) => named(place, id));
  const known = new Map(published.map((place) => [place.name, place]));
  const ranges = Object.entries(lists).map(([name, ids]) => ({ list: /** @type {List | Rows} */ (sheet.lists[name]), ids }));
  if (rows) ranges.push({ list: sheet.rows[`question:${id}`], ids: counted(rows) });
  const within = new Set(ranges.flatMap(({ list }) => list.entries.flatMap(([, names]) => names)));
  const rest = published.filter(({ name }) => !within.has(name));
  const inLists = ranges.flatMap(({ list, ids }) => {
    const found = placesIn(list, ids, known);
    return "ranked" in list ? found.map((place) => ({ ...place, max: ids.length })) : found;
  });
  const choices = ranges.find(({ list }) => "key" in list && list.key === "options");
  const whole = rest.filter(({ name }) => name === id).map((place) => {
    if (!place.values || !choices) return place;
    const others = place.values.filter((value) => !idsOf(choices.list).includes(value));
    return { ...place, values: [...choices.ids, ...others] };
  });
  return [...whole, ...inLists, ...rest.filter(({ name }) => name !== id)];
}

/**
 * The places of the sheet with its changes, in reading order.
 * @param {Published} sheet
 * @param {Place[]} published
 * @param {Changes} changes
 * @returns {Place[]}
 */
export function placesOf(sheet, published, changes) {
  const fields = sectionsOf(sheet, changes).flatMap((section) => section.fields);
  const byField = new Map(
    fields.map((look) => [look.id, placesOfField(sheet, look, published.filter(({ field }) => field === look.id))]),
  );
  const sources = sourcesOf(sheet);
  const head = published.filter(({ field }) => !field);
  return [...head, ...[...byField.values()].flat()].map((place) => {
    if (!place.computed) return place;
    const of = (sources.get(place.field) ?? []).flatMap((source) => {
      const names = byField.get(source)?.map(({ name }) => name);
      return names ? [names] : [];
    });
    return { ...place, computed: { ...place.computed, of } };
  });
}
