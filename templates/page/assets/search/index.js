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
 * @typedef {{ language: Language, worth: number[], entries: Entries, terms: string[], rarities: number[],
 *   postings: (term: number) => number[], synonyms: string[][][] }} Index
 */

/**
 * A definition's line holds its kind's number, id, title, language and summary; a part's its anchor, title and language.
 * @typedef {{ plain: Record<string, string>, worth: number[], rules: Ending[][], kinds: [kind: string, path: string, explains: number][],
 *   definitions: string[], sizes: string, terms: string, rarities: string, postings: string, synonyms: string[][] }} Head
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

/** The entries of an index. Few of them are ever looked at, so each is read from its line when it is asked for. */
export class Entries {
  #head;
  #definitions;
  /** @type {(Entry | undefined)[]} */
  #read = [];
  /** @type {string[][]} */
  #lines = [];

  /** @param {Head} head */
  constructor(head) {
    this.#head = head;
    const sizes = numbers(head.sizes);
    this.length = sizes.reduce((sum, size) => sum + size, 0);
    // For each entry the place of its definition: among the entries, and among the definitions.
    this.above = new Int32Array(this.length);
    this.#definitions = new Int32Array(this.length);
    let first = 0;
    sizes.forEach((size, n) => {
      this.above.fill(first, first, first + size);
      this.#definitions.fill(n, first, first + size);
      first += size;
    });
  }

  /** @param {number} number */
  kindOf(number) {
    const line = this.#head.definitions[this.#definitions[number] ?? 0] ?? "";
    return this.#head.kinds[Number(line.slice(0, line.indexOf("\t")))]?.[0] ?? "";
  }

  /**
   * @param {number} number
   * @returns {Entry}
   */
  at(number) {
    return (this.#read[number] ??= this.#entry(number));
  }

  /**
   * What stands in a line of a definition, the first of which is its own.
   * @param {number} definition
   * @param {number} line
   */
  #told(definition, line) {
    const lines = (this.#lines[definition] ??= this.#head.definitions[definition]?.split("\n") ?? []);
    return lines[line]?.split("\t") ?? [];
  }

  /** @param {number} number */
  #entry(number) {
    const above = this.above[number] ?? 0;
    const definition = this.#definitions[number] ?? 0;
    const [of, id = "", title = "", language = "", summary = ""] = this.#told(definition, 0);
    const [kind, path, terms] = this.#head.kinds[Number(of)] ?? ["", "", 0];
    const address = path.replace("*", id);
    const place = number - above;
    const shared = { kind, id, above, place, explains: Boolean(terms) };
    if (!place) return { ...shared, part: null, title, language, summary, address };
    const [part = "", name = "", own = ""] = this.#told(definition, place);
    return { ...shared, part, title: name, language: own, summary: "", address: `${address}#${part}` };
  }

  *[Symbol.iterator]() {
    for (let number = 0; number < this.length; number += 1) yield this.at(number);
  }
}

/**
 * Entries and weights by turns; a definition has what its parts have, too, with the least weight.
 * @param {string} signs
 * @param {number} count of weight classes
 * @param {Int32Array} above
 */
function postingsOf(signs, count, above) {
  const found = [];
  let entry = -1;
  let last = -1;
  for (const step of numbers(signs)) {
    entry += Math.floor(step / count) + 1;
    const own = above[entry] ?? entry;
    if (own !== entry && own > last) found.push(own, 0);
    found.push(entry, step % count);
    last = own;
  }
  return found;
}

/**
 * @param {Head} head
 * @returns {Index}
 */
export function read(head) {
  const entries = new Entries(head);
  const written = head.postings.split(" ");
  /** @type {number[][]} */
  const known = [];
  return {
    language: { plain: head.plain, rules: head.rules },
    worth: head.worth,
    entries,
    terms: termsOf(head.terms),
    rarities: numbers(head.rarities),
    postings: (term) => (known[term] ??= postingsOf(written[term] ?? "", head.worth.length, entries.above)),
    synonyms: head.synonyms.map((group) => group.map((said) => said.split(" "))),
  };
}
