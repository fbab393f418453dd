// A worksheet made of questions, as a file. What is read is not to be trusted: all of it is checked before
// anything is changed.
import { LINES } from "./own.js";
import { asText, handOver, nameFor } from "../core/download.js";
import { CONTROLS, idOf, isDate, isObject, MAX_BYTES, parse, Refused } from "../core/untrusted.js";

/** @import { Entry, Sheet } from "./own.js" */

const FORMAT = "coaching-toolkit-question-sheet";
const VERSION = 1;
const HEAD = ["format", "format_version", "bank", "language", "saved", "title", "name", "date", "questions"];
const ENTRY = ["id", "lines", "answer"];

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
 * @param {(id: string) => boolean} isQuestion
 */
function checkEntries(entries, isQuestion) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of entries) {
    if (!isObject(entry) || typeof entry.id !== "string") throw new Refused("bank-wrong-value", "questions");
    const { id } = entry;
    if (!isQuestion(id)) throw new Refused("bank-unknown", idOf(id));
    if (found.has(id)) throw new Refused("bank-twice", id);
    checkNames(entry, ENTRY);
    const lines = LINES.find((known) => known === entry.lines);
    if (!lines) throw new Refused("bank-wrong-value", id);
    found.set(id, { id, lines, answer: checkText(entry.answer, id) });
  }
  return [...found.values()];
}

/**
 * Returns the sheet that a file holds; throws Refused.
 * @param {File} file
 * @param {string} bank
 * @param {(id: string) => boolean} isQuestion
 */
export async function read(file, bank, isQuestion) {
  if (file.size > MAX_BYTES) throw new Refused("bank-too-large");
  const data = parse(await file.arrayBuffer(), "bank-not-json");
  if (!isObject(data) || data.format !== FORMAT) throw new Refused("bank-not-sheet");
  if (data.format_version !== VERSION) {
    throw new Refused(Number(data.format_version) > VERSION ? "bank-newer" : "bank-not-sheet");
  }
  if (data.bank !== bank) throw new Refused("bank-other", idOf(data.bank));
  checkNames(data, HEAD);
  const [title, name, date] = ["title", "name", "date"].map((part) => checkText(data[part], part));
  if (date && !isDate(date)) throw new Refused("bank-wrong-value", "date");
  if (!Array.isArray(data.questions)) throw new Refused("bank-wrong-value", "questions");
  return { title, name, date, questions: checkEntries(data.questions, isQuestion) };
}

/**
 * Hands the sheet to the reader as a file and returns its name.
 * @param {Sheet} sheet
 * @param {string} bank
 */
export function write(sheet, bank) {
  const saved = new Date().toISOString();
  const data = {
    format: FORMAT,
    format_version: VERSION,
    bank,
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
