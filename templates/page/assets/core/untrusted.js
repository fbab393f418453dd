// What is read from a file or typed by somebody is not to be trusted; these are the rules that all of it is held to.
// toolkit/answers/answer.py has the same.
export const MAX_BYTES = 2_000_000;

// Control characters but tab and line end, and those that turn the direction of text around.
export const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/u;
const DATE = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** Why a file was not taken: a word of the page, and a name that it goes with. */
export class Refused extends Error {
  /**
   * @param {string} word
   * @param {string | number} [detail]
   */
  constructor(word, detail = "") {
    super(word);
    this.word = word;
    this.detail = String(detail).slice(0, 80);
  }
}

/**
 * A name out of a file where it looks like an id: anything else could be somebody's words.
 * @param {unknown} name
 */
export function idOf(name) {
  return typeof name === "string" && /^[\w.-]{1,60}$/.test(name) ? name : "–";
}

/**
 * Text as it can be kept and read again, whatever was pasted into it.
 * @param {string} text
 */
export function clean(text) {
  return (text.toWellFormed?.() ?? text).replace(new RegExp(CONTROLS, "gu"), "");
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What an object holds under a name that an author or a file chose; what all objects inherit does not count.
 * @template T
 * @param {Record<string, T>} object
 * @param {string} name
 * @returns {T | undefined}
 */
export function held(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** @param {string} text */
export function isDate(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * Returns what a file's bytes say; throws Refused with `word` where that is nothing.
 * @param {ArrayBuffer} bytes
 * @param {string} [word]
 * @returns {unknown}
 */
export function parse(bytes, word = "not-json") {
  try {
    // Wrong letters are not taken for others; a mark at the beginning is left out.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused(word);
  }
}
