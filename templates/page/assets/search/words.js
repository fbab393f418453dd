// Words of texts and questions in the form in which they meet: folded, and cut to what inflection leaves. What is folded
// and cut comes with the index, from the build, which does the same; tests compare both over all words of the content.

/** @typedef {[ending: string, instead: string, least: number]} Ending */
/** @typedef {{ plain: Record<string, string>, rules: Ending[][] }} Language */

const MARK = /\p{M}/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const HYPHENATED = /[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu;

/**
 * A text in small letters without accents.
 * @param {string} text
 * @param {Language} language
 */
export function fold(text, { plain }) {
  const apart = text.normalize("NFKD").toLowerCase().replace(MARK, "");
  return [...apart].map((letter) => plain[letter] ?? letter).join("");
}

/**
 * The words of a text, folded; what hyphens join is several words.
 * @param {string} text
 * @param {Language} language
 */
export function words(text, language) {
  return fold(text, language).match(WORD) ?? [];
}

/**
 * The parts of what hyphens join in a text, folded.
 * @param {string} text
 * @param {Language} language
 */
export function hyphenated(text, language) {
  return (fold(text, language).match(HYPHENATED) ?? []).map((joined) => joined.match(WORD) ?? []);
}

// What is left of so long a word says something of it only where it is not that short.
const LONG = 6;
const TELLING = 4;

/**
 * What a folded word has in common with its other forms.
 * @param {string} word
 * @param {Language} language
 */
export function stem(word, { rules }) {
  let cut = word;
  for (const group of rules) {
    for (const [ending, instead, least] of group) {
      if (cut.endsWith(ending) && cut.length - ending.length >= least) {
        cut = cut.slice(0, cut.length - ending.length) + instead;
        break;
      }
    }
  }
  return word.length >= LONG && cut.length < TELLING ? word : cut;
}
