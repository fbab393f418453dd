// A worksheet made of questions, as a file. What is read is not to be trusted: all of it is checked before
// anything is changed.
import { LINES } from "./own.js";
import { asText, handOver, nameFor } from "../core/download.js";
import { CONTROLS, idOf, isDate, isObject, MAX_BYTES, parse, Refused } from "../core/untrusted.js";

const FORMAT = "coaching-toolkit-question-sheet";
const VERSION = 1;
const HEAD = ["format", "format_version", "bank", "language", "saved", "title", "name", "date", "questions"];
const ENTRY = ["id", "lines", "answer"];

function checkText(value, name) {
  if (typeof value !== "string") throw new Refused("bank-wrong-value", name);
  if (CONTROLS.test(value)) throw new Refused("bank-hidden-characters", name);
}

function checkNames(value, known) {
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw new Refused("bank-wrong-value", idOf(name));
  }
}

// Returns the sheet that a file holds; throws Refused.
export async function read(file, bank, isQuestion) {
  if (file.size > MAX_BYTES) throw new Refused("bank-too-large");
  const data = parse(await file.arrayBuffer(), "bank-not-json");
  if (!isObject(data) || data.format !== FORMAT) throw new Refused("bank-not-sheet");
  if (data.format_version !== VERSION) {
    throw new Refused(data.format_version > VERSION ? "bank-newer" : "bank-not-sheet");
  }
  if (data.bank !== bank) throw new Refused("bank-other", idOf(data.bank));
  checkNames(data, HEAD);
  for (const name of ["title", "name", "date"]) checkText(data[name], name);
  if (data.date && !isDate(data.date)) throw new Refused("bank-wrong-value", "date");
  if (!Array.isArray(data.questions)) throw new Refused("bank-wrong-value", "questions");
  const seen = new Set();
  for (const entry of data.questions) {
    if (!isObject(entry) || typeof entry.id !== "string") throw new Refused("bank-wrong-value", "questions");
    if (!isQuestion(entry.id)) throw new Refused("bank-unknown", idOf(entry.id));
    if (seen.has(entry.id)) throw new Refused("bank-twice", entry.id);
    seen.add(entry.id);
    checkNames(entry, ENTRY);
    if (!LINES.includes(entry.lines)) throw new Refused("bank-wrong-value", entry.id);
    checkText(entry.answer, entry.id);
  }
  const { title, name, date, questions } = data;
  return { title, name, date, questions };
}

// Hands the sheet to the reader as a file and returns its name.
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
