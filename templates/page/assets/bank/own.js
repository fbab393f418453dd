// The worksheet that a reader makes of questions: which ones in which order, how much room, what was written.
// Every change is a step from one record to the next, made on what is stored at that moment: two tabs that
// change different things do not take each other's away.
import { keyOf } from "../core/records.js";
import { get, onChange, update, why } from "../core/store.js";

/**
 * @import { Stored } from "../core/store.js"
 * @typedef {{id: string, lines: number, answer: string}} Entry
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
    found.set(entry.id, { id: entry.id, lines, answer: text(entry.answer) });
  }
  return [...found.values()];
}

/**
 * A record as this page can use it. What is unknown or of another make is left out.
 * @param {Stored | null | undefined} record
 * @returns {Sheet}
 */
function usable(record) {
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

/** @type {(ids: string[]) => Step} */
export const choose = (ids) => (sheet) => {
  const has = new Set(sheet.questions.map(({ id }) => id));
  const added = ids
    .filter((id) => !has.has(id))
    .map((id) => sheet.kept.find((entry) => entry.id === id) ?? { id, lines: USUAL, answer: "" });
  const now = new Set(ids);
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

// -- the record and its keeping ----------------------------------------------------------------

export class OwnSheet {
  /**
   * `changed` is told of every change here or in another tab, `told` of how the keeping went:
   * the word that says why it failed, or null; undefined once there is nothing to keep.
   * @param {string} bank
   * @param {() => void} changed
   * @param {(word: string | null | undefined) => void} told
   */
  constructor(bank, changed, told) {
    this.key = keyOf("sheets", bank);
    this.changed = changed;
    this.told = told;
    this.stored = usable(null);
    /** @type {Step[]} */
    this.waiting = [];
    this.writing = false;
    onChange(({ key }) => {
      if (key === this.key || key === null) this.load();
    });
  }

  get now() {
    return this.waiting.reduce((sheet, step) => step(sheet), this.stored);
  }

  async load() {
    try {
      this.stored = usable(await get("marks", this.key));
    } catch (error) {
      // Told before anything is written that would not be kept.
      this.told(why(error));
    }
    this.changed();
  }

  /** @param {Step} step */
  change(step) {
    this.waiting.push(step);
    this.changed();
    return this.flush();
  }

  /** Writes what waits; what comes in meanwhile is written after it. After a failure it waits for the next change. */
  async flush() {
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.waiting.length) {
        const steps = [...this.waiting];
        const stored = await update("marks", this.key, (old) => {
          const sheet = steps.reduce((before, step) => step(before), usable(old));
          return isEmpty(sheet) ? undefined : { key: this.key, ...sheet };
        });
        this.stored = usable(stored);
        this.waiting.splice(0, steps.length);
        this.told(stored ? null : undefined);
        this.changed();
      }
    } catch (error) {
      this.told(why(error));
    } finally {
      this.writing = false;
    }
  }
}
