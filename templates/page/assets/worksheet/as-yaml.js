// The sheet with its changes as a definition that a trainer can keep: YAML that `toolkit check` accepts as it is.
// It knows neither page nor browser.
import { held } from "../core/untrusted.js";
import { isOwn, partOf } from "./changes.js";
import { entriesOf, rowsOf, sectionsOf } from "./changed-sheet.js";

/**
 * @import { Changes } from "./changes.js"
 * @import { FieldLook, Published } from "./changed-sheet.js"
 * @typedef {Record<string, any>} Part
 */

const STEP = "  ";
// Ids may have so many letters.
const MAX_ID = 60;
// What needs no quotation marks, whoever reads the file.
const PLAIN = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const WORDS_OF_YAML = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);

/**
 * Words as a definition's text that is read as just these words; toolkit/view/literal.py does the same for tables.
 * @param {string} words
 */
export function literal(words) {
  return words.replace(/[\\`*_[\]<>|~]|&(?=#?\w+;)/g, "\\$&");
}

/** @param {string} text */
function scalar(text) {
  return PLAIN.test(text) && !WORDS_OF_YAML.has(text) ? text : JSON.stringify(text);
}

/**
 * @param {unknown} value
 * @param {string} indent
 * @returns {string}
 */
function written(value, indent) {
  if (typeof value === "string") {
    const lines = value.split("\n");
    const isBlock = lines.length > 1 && lines.every((line) => line === line.trim());
    const block = lines.map((line) => line && indent + line).join("\n");
    return isBlock ? ` |-\n${block}\n` : ` ${scalar(value)}\n`;
  }
  if (typeof value !== "object" || value === null) return ` ${value}\n`;
  if (!Array.isArray(value)) return `\n${keys(Object.entries(value), indent)}`;
  // The entries of a list are pairs of an id and its text.
  if (Array.isArray(value[0])) return `\n${keys(value, indent)}`;
  const items = value.map((each) => `${indent}-${item(each, indent)}`);
  return `\n${items.join("")}`;
}

/**
 * @param {[string, unknown][]} pairs
 * @param {string} indent
 */
function keys(pairs, indent) {
  return pairs.map(([name, value]) => `${indent}${scalar(name)}:${written(value, indent + STEP)}`).join("");
}

/**
 * @param {unknown} value
 * @param {string} indent
 */
function item(value, indent) {
  if (typeof value !== "object" || value === null) return written(value, indent);
  return ` ${keys(Object.entries(value), indent + STEP).trimStart()}`;
}

/**
 * An id made of words, which no other of these has.
 * @param {string} words
 * @param {Set<string>} taken
 */
function idFor(words, taken) {
  const letters = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const base = `own-${letters}`.slice(0, MAX_ID - 4).replace(/^-+|-+$/g, "").replace(/-+/g, "-");
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  taken.add(id);
  return id;
}

/**
 * @param {Changes} changes
 * @param {string} part
 */
function own(changes, part) {
  const word = held(changes.words, part);
  return word && literal(word[0]);
}

/**
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {Part} field
 */
function listsOf(sheet, changes, field) {
  const names = Object.keys(sheet.lists).filter((name) => sheet.lists[name].field === field.id);
  return names.map((name) => {
    const { key } = sheet.lists[name];
    /** @type {Map<string, string>} */
    const texts = new Map(field[key]);
    const taken = new Set(texts.keys());
    const entries = entriesOf(sheet, name, changes).map((id) => {
      const text = own(changes, partOf(name, id)) ?? texts.get(id) ?? "";
      return [isOwn(id) ? idFor(text, taken) : id, text];
    });
    return [key, entries];
  });
}

/**
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {Map<string, Part>} published
 * @param {{present: Set<string>, taken: Set<string>}} ids
 * @returns {(look: FieldLook) => Part}
 */
function fieldMaker(sheet, changes, published, { present, taken }) {
  return ({ id, type }) => {
    const label = own(changes, `question:${id}`);
    const field = published.get(id);
    if (!field) return { id: idFor(label ?? "", taken), type, label };
    const rows = rowsOf(sheet, id, changes);
    return {
      ...field,
      // A note has no label.
      ...(label !== undefined && field.text === undefined && { label }),
      ...Object.fromEntries(listsOf(sheet, changes, field)),
      ...(rows && { rows }),
      ...(field.of && { of: field.of.filter((/** @type {string} */ name) => present.has(name)) }),
    };
  };
}

/**
 * Takes from sections that a change has made unlike the one before that they stand beside it, which a check would refuse.
 * @param {(Part & {fields: Part[]})[]} sections
 * @returns {Part[]}
 */
function stillBeside(sections) {
  const asked = sections.map(({ fields }) => JSON.stringify(fields, (key, value) => (key === "id" || key === "of" ? undefined : value)));
  return sections.map(({ beside_previous: beside, ...section }, n) => {
    const stays = beside && n > 0 && asked[n] === asked[n - 1];
    return stays ? { ...section, beside_previous: beside } : section;
  });
}

/**
 * @param {Published} sheet
 * @param {Changes} changes
 */
function sectionsAsWritten(sheet, changes) {
  /** @type {(Part & {id: string, fields: Part[]})[]} */
  const sections = sheet.definition.sections;
  const published = new Map(sections.flatMap(({ fields }) => fields.map((field) => [String(field.id), field])));
  const looks = sectionsOf(sheet, changes);
  const present = new Set(looks.flatMap(({ fields }) => fields.map(({ id }) => id)));
  const make = fieldMaker(sheet, changes, published, { present, taken: new Set(published.keys()) });
  const made = looks.map(({ id, fields }) => {
    const section = sections.find((each) => each.id === id);
    const title = section?.title && own(changes, `section:${id}`);
    return { id, ...section, ...(title && { title }), fields: fields.map(make) };
  });
  return stillBeside(made);
}

/**
 * Returns the definition and its id. `title` is what it is called if it is not renamed, `basedOn` what is said of the
 * sheet that it was made of, with its address if that is on the web.
 * @param {Published} sheet
 * @param {Changes} changes
 * @param {{language: string, title: string, basedOn: string, address: string}} how
 */
export function definitionText(sheet, changes, { language, title, basedOn, address }) {
  const { definition } = sheet;
  const renamed = held(changes.words, "title")?.[0];
  const called = renamed ?? title;
  const id = idFor(renamed ?? definition.id, new Set([definition.id]));
  const source = {
    title: literal(basedOn),
    author: definition.authors.join(", "),
    ...(address.startsWith("https://") && { url: address }),
  };
  const sources = [...(definition.sources ?? []), source];
  const sections = sectionsAsWritten(sheet, changes);
  const all = { ...definition, id, language, title: literal(called), version: "1.0", sources, sections };
  return { id, text: keys(Object.entries(all), "") };
}
