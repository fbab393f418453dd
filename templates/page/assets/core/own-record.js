// The worksheet that a reader makes of questions of all banks: which ones in which order, how much room, what was written.
// Every change is a step from one record to the next. Nothing here knows of a page or a store.
/**
 * An entry is known by its question's name, "bank/question"; it holds the question's words, and their language, for where
 * its bank cannot be asked.
 * @import { Stored } from "./store.js"
 * @typedef {{id: string, lines: number, answer: string, text: string, language: string}} Entry
 * @typedef {{id: string, text: string, language: string}} Chosen
 * @typedef {{title: string, name: string, date: string, questions: Entry[], kept: Entry[]}} Sheet
 * @typedef {(sheet: Sheet) => Sheet} Step
 */

export const LINES = [2, 4, 8];
const USUAL = 4;

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value : "";
}

/** @param {unknown} value */
function entries(value) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of Array.isArray(value) ? value : []) {
    if (typeof entry?.id !== "string" || found.has(entry.id)) continue;
    const lines = LINES.includes(entry.lines) ? entry.lines : USUAL;
    const [words, language] = [text(entry.text), text(entry.language)];
    found.set(entry.id, { id: entry.id, lines, answer: text(entry.answer), text: words, language });
  }
  return [...found.values()];
}

/**
 * A record as this page can use it. What is unknown or of another make is left out.
 * @param {Stored | null | undefined} record
 * @returns {Sheet}
 */
export function usable(record) {
  const questions = entries(record?.questions);
  const known = new Set(questions.map(({ id }) => id));
  return {
    title: text(record?.title),
    name: text(record?.name),
    date: text(record?.date),
    questions,
    // What was written to questions that are no longer chosen.
    kept: entries(record?.kept).filter(({ id }) => !known.has(id)),
  };
}

// -- steps -----------------------------------------------------------------------------------

/** @type {(chosen: Chosen[]) => Step} */
export const choose = (chosen) => (sheet) => {
  const has = new Set(sheet.questions.map(({ id }) => id));
  const added = chosen
    .filter(({ id }) => !has.has(id))
    .map((one) => sheet.kept.find(({ id }) => id === one.id) ?? { ...one, lines: USUAL, answer: "" });
  const now = new Set(chosen.map(({ id }) => id));
  return {
    ...sheet,
    questions: [...sheet.questions, ...added],
    kept: sheet.kept.filter(({ id }) => !now.has(id)),
  };
};

/** @type {(id: string) => Step} */
export const remove = (id) => (sheet) => ({
  ...sheet,
  questions: sheet.questions.filter((entry) => entry.id !== id),
  kept: [...sheet.kept, ...sheet.questions.filter((entry) => entry.id === id && entry.answer)],
});

/** @type {(id: string, values: Partial<Entry>) => Step} */
export const write = (id, values) => (sheet) => ({
  ...sheet,
  questions: sheet.questions.map((entry) => (entry.id === id ? { ...entry, ...values } : entry)),
});

/** @type {(values: Partial<Sheet>) => Step} */
export const head = (values) => (sheet) => ({ ...sheet, ...values });

/** @type {(id: string, by: number) => Step} */
export const move = (id, by) => (sheet) => {
  const questions = [...sheet.questions];
  const from = questions.findIndex((entry) => entry.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= questions.length) return sheet;
  questions.splice(to, 0, ...questions.splice(from, 1));
  return { ...sheet, questions };
};

/** @type {(other: Stored) => Step} */
export const replace = (other) => (sheet) => usable({ ...other, kept: sheet.kept });

export const empty = () => usable(null);

/** @param {Sheet} sheet */
export function isEmpty({ title, name, date, questions, kept }) {
  return !(title || name || date || questions.length || kept.length);
}

// -- sheets of earlier versions, which were of one bank each ---------------------------------

/**
 * A stored sheet, with its questions named with their bank.
 * @param {Stored} record
 * @param {string} bank
 * @returns {Sheet}
 */
export function carried(record, bank) {
  const named = (/** @type {Entry} */ entry) => (entry.id.includes("/") ? entry : { ...entry, id: `${bank}/${entry.id}` });
  const sheet = usable(record);
  return { ...sheet, questions: sheet.questions.map(named), kept: sheet.kept.map(named) };
}

/**
 * What two texts are together; null where each says something else.
 * @param {string} one
 * @param {string} other
 */
function agreed(one, other) {
  return !one || !other || one === other ? one || other : null;
}

/**
 * Two sheets as one, or null where they are not of one piece.
 * @param {Sheet} one
 * @param {Sheet} other
 * @returns {Sheet | null}
 */
export function joined(one, other) {
  const [title, name, date] = /** @type {const} */ (["title", "name", "date"]).map((part) => agreed(one[part], other[part]));
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of [...one.questions, ...other.questions, ...one.kept, ...other.kept]) {
    const known = found.get(entry.id) ?? entry;
    const answer = agreed(known.answer, entry.answer);
    if (answer === null) return null;
    found.set(entry.id, { ...known, answer });
  }
  if (title === null || name === null || date === null) return null;
  const chosen = new Set([...one.questions, ...other.questions].map(({ id }) => id));
  const all = [...found.values()];
  return { title, name, date, questions: all.filter(({ id }) => chosen.has(id)), kept: all.filter(({ id }) => !chosen.has(id)) };
}
