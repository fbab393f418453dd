// Texts as they are shown among results: cut to what was looked for, which is marked.
import { fold, stem, words } from "./words.js";

/** @import { Index } from "./index.js" */
/** @import { Scores } from "./query.js" */

/**
 * A part of a text, and whether it is what was looked for.
 * @typedef {[text: string, marked: boolean]} Piece
 */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
// How much stands before what was found, and in all, in letters.
const AHEAD = 60;
const WHOLE = 180;
// From this length on, a word within another is worth marking.
const LONG = 4;

/** Knows which words a question has met. */
export class Marker {
  /**
   * @param {Index} index
   * @param {string[]} asked
   * @param {Scores[]} met
   */
  constructor(index, asked, met) {
    this.language = index.language;
    this.asked = asked.filter((word) => word.length >= LONG);
    this.terms = new Set(met.flatMap((found) => [...found.keys()].map((number) => index.terms[number])));
  }

  /** @param {string} shown */
  #isMeant(shown) {
    if (words(shown, this.language).some((word) => this.terms.has(stem(word, this.language)))) return true;
    const folded = fold(shown, this.language);
    return this.asked.some((word) => folded.includes(word));
  }

  /**
   * A text in pieces.
   * @param {string} text
   * @returns {Piece[]}
   */
  mark(text) {
    /** @type {Piece[]} */
    const pieces = [];
    let end = 0;
    for (const found of text.matchAll(WORD)) {
      if (!this.#isMeant(found[0])) continue;
      if (found.index > end) pieces.push([text.slice(end, found.index), false]);
      end = found.index + found[0].length;
      pieces.push([found[0], true]);
    }
    if (end < text.length) pieces.push([text.slice(end), false]);
    return pieces;
  }

  /**
   * The place in texts that has most of what was looked for; none where they have nothing of it.
   * @param {string[]} texts
   * @returns {Piece[]}
   */
  passage(texts) {
    let best = "";
    let most = 0;
    for (const text of texts) {
      const count = this.mark(text).filter(([, isMarked]) => isMarked).length;
      if (count > most) [best, most] = [text, count];
    }
    return most ? this.mark(this.#cut(best)) : [];
  }

  /** @param {string} text */
  #cut(text) {
    if (text.length <= WHOLE) return text;
    const at = this.mark(text)[0]?.[1] ? 0 : (this.mark(text)[0]?.[0].length ?? 0);
    const start = at <= AHEAD ? 0 : text.indexOf(" ", at - AHEAD) + 1;
    const rest = text.slice(start, start + WHOLE);
    const end = start + WHOLE >= text.length ? rest.length : rest.lastIndexOf(" ");
    return `${start ? "… " : ""}${rest.slice(0, end)}${start + end < text.length ? " …" : ""}`;
  }
}
