// A worksheet made of questions, as a file. What is read is not to be trusted: all of it is checked before
// anything is changed.
import { asText, handOver, nameFor } from "../core/download.js";
import { LINES } from "../core/own-record.js";
import { CONTROLS, idOf, isDate, isObject, MAX_BYTES, parse, Refused } from "../core/untrusted.js";

/** @import { Entry, Sheet } from "../core/own-record.js" */

const FORMAT = "coaching-toolkit-question-sheet";
// The first version held questions of one bank, without their words.
const VERSION = 2;
const NAME = /^[\w-]{1,100}\/[\w-]{1,100}$/;
const HEAD = ["format", "format_version", "bank", "language", "saved", "title", "name", "date", "questions"];
const ENTRY = ["id", "lines", "answer", "text", "language"];

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
function checkText(value, name) {
  if (typeof value !== "string") throw new Refused("bank-wrong-value", name);
  if (CONTROLS.test(value)) throw new Refused("bank-hidden-characters", name);
  return value;
}

/**
 * @param {object} value
 * @param {string[]} known
 */
function checkNames(value, known) {
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw new Refused("bank-wrong-value", idOf(name));
  }
}

/**
 * @param {unknown[]} entries
 * @param {string} bank what questions belong to that do not name their own
 * @param {(name: string) => boolean} isQuestion
 */
function checkEntries(entries, bank, isQuestion) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of entries) {
    if (!isObject(entry) || typeof entry.id !== "string") throw new Refused("bank-wrong-value", "questions");
    const id = bank ? `${bank}/${entry.id}` : entry.id;
    if (!NAME.test(id) || !isQuestion(id)) throw new Refused("bank-unknown", idOf(entry.id));
    if (found.has(id)) throw new Refused("bank-twice", id);
    checkNames(entry, ENTRY);
    const lines = LINES.find((known) => known === entry.lines);
    if (!lines) throw new Refused("bank-wrong-value", id);
    const [answer, text, language] = ["answer", "text", "language"].map((part) => checkText(entry[part] ?? "", id));
    found.set(id, { id, lines, answer, text, language });
  }
  return [...found.values()];
}

/**
 * Returns the sheet that a file holds; throws Refused.
 * @param {File} file
 * @param {(name: string) => boolean} isQuestion
 */
export async function read(file, isQuestion) {
  if (file.size > MAX_BYTES) throw new Refused("bank-too-large");
  const data = parse(await file.arrayBuffer(), "bank-not-json");
  if (!isObject(data) || data.format !== FORMAT) throw new Refused("bank-not-sheet");
  const { format_version: version, bank = "" } = data;
  if (version !== VERSION && version !== 1) {
    throw new Refused(Number(version) > VERSION ? "bank-newer" : "bank-not-sheet");
  }
  if (typeof bank !== "string" || (version === 1) !== Boolean(bank)) throw new Refused("bank-wrong-value", "bank");
  checkNames(data, HEAD);
  const [title, name, date] = ["title", "name", "date"].map((part) => checkText(data[part], part));
  if (date && !isDate(date)) throw new Refused("bank-wrong-value", "date");
  if (!Array.isArray(data.questions)) throw new Refused("bank-wrong-value", "questions");
  return { title, name, date, questions: checkEntries(data.questions, bank, isQuestion) };
}

/**
 * Hands the sheet to the reader as a file, named after the bank of the page, and returns its name.
 * @param {Sheet} sheet
 * @param {string} bank
 */
export function write(sheet, bank) {
  const saved = new Date().toISOString();
  const data = {
    format: FORMAT,
    format_version: VERSION,
    language: document.documentElement.lang,
    saved,
    title: sheet.title,
    name: sheet.name,
    date: sheet.date,
    questions: sheet.questions,
  };
  const file = nameFor(bank, ".json");
  handOver(asText(data), file);
  return file;
}
