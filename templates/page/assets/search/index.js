// The index of a language, read from what the build has written (toolkit/search/encoded.py).

/** @import { Ending, Language } from "./words.js" */

/**
 * Something to be found: a definition, or a part of one, whose anchor is `part`.
 * @typedef {{ kind: string, id: string, part: string | null, title: string, language: string, summary: string,
 *   address: string, above: number, place: number, explains: boolean }} Entry
 */

/**
 * `terms` are in the order of their letters; `postings` tells of one of them entries and weights by turns, and is asked
 * of those alone that a question has met.
 * @typedef {{ language: Language, worth: number[], entries: Entry[], terms: string[], rarities: number[],
 *   postings: (term: number) => number[], synonyms: string[][][] }} Index
 */

/** @typedef {[part: string, title: string, language?: string]} WrittenPart */
/** @typedef {[kind: number, id: string, title: string, language: string, summary: string, parts: WrittenPart[]]} Written */
/**
 * @typedef {{ plain: Record<string, string>, worth: number[], rules: Ending[][], kinds: [kind: string, path: string, explains: number][],
 *   definitions: Written[], terms: string, rarities: string, postings: string, synonyms: string[][] }} Head
 */

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const HALF = 32;
const VALUES = new Uint8Array(128);
[...SIGNS].forEach((sign, n) => (VALUES[sign.charCodeAt(0)] = n));

/**
 * The numbers that signs stand for.
 * @param {string} signs
 */
export function numbers(signs) {
  const found = [];
  let number = 0;
  for (let n = 0; n < signs.length; n += 1) {
    const value = VALUES[signs.charCodeAt(n)] ?? 0;
    number = number * HALF + (value % HALF);
    if (value < HALF) {
      found.push(number);
      number = 0;
    }
  }
  return found;
}

/** @param {string} text */
function termsOf(text) {
  let before = "";
  return text.split(" ").map((told) => (before = before.slice(0, VALUES[told.charCodeAt(0)]) + told.slice(1)));
}

/** @param {Head} head */
function entriesOf({ kinds, definitions }) {
  /** @type {Entry[]} */
  const found = [];
  for (const [number, id, title, language, summary, parts] of definitions) {
    const [kind, path, terms] = kinds[number] ?? ["", "", 0];
    const explains = Boolean(terms);
    const address = path.replace("*", id);
    const above = found.length;
    found.push({ kind, id, part: null, title, language, summary, address, above, place: 0, explains });
    parts.forEach(([part, name, own = ""], n) => {
      const there = `${address}#${part}`;
      found.push({ kind, id, part, title: name, language: own, summary: "", address: there, above, place: n + 1, explains });
    });
  }
  return found;
}

/**
 * Entries and weights by turns; a definition has what its parts have, too, with the least weight.
 * @param {string} signs
 * @param {number} count of weight classes
 * @param {Entry[]} entries
 */
function postingsOf(signs, count, entries) {
  const found = [];
  let entry = -1;
  let above = -1;
  for (const step of numbers(signs)) {
    entry += Math.floor(step / count) + 1;
    const own = entries[entry]?.above ?? entry;
    if (own !== entry && own > above) found.push(own, 0);
    found.push(entry, step % count);
    above = own;
  }
  return found;
}

/**
 * @param {Head} head
 * @returns {Index}
 */
export function read(head) {
  const entries = entriesOf(head);
  const written = head.postings.split(" ");
  /** @type {number[][]} */
  const known = [];
  return {
    language: { plain: head.plain, rules: head.rules },
    worth: head.worth,
    entries,
    terms: termsOf(head.terms),
    rarities: numbers(head.rarities),
    postings: (term) => (known[term] ??= postingsOf(written[term] ?? "", head.worth.length, entries)),
    synonyms: head.synonyms.map((group) => group.map((said) => said.split(" "))),
  };
}
