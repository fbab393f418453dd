// Answers from an index, as the build's own search answers (toolkit/search/query.py); tests compare both. All numbers are
// whole, so that both come to the same order.
import { common, withinOne } from "./likeness.js";
import { hyphenated, stem, words } from "./words.js";

/** @import { Index } from "./index.js" */
/** @import { Language } from "./words.js" */
/** @typedef {Map<number, number>} Scores */

const PART = 4;
const LONG = 5;
// How well a word of the question meets one of the index, of 16.
const SAME = 16;
const ALIKE = 10;
const JOINED = 9;
const MISTYPED = 7;
const MISTYPED_BEGINNING = 4;
const AKIN = 6;

/**
 * @param {Scores} scores
 * @param {number} number
 * @param {number} score
 */
function raise(scores, number, score) {
  if (score > (scores.get(number) ?? 0)) scores.set(number, score);
}

/**
 * The place of a word among the terms, or of the first one behind it.
 * @param {string[]} terms
 * @param {string} letters
 */
function placeOf(terms, letters) {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(terms[middle] ?? "", letters)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether a word comes before another by its code points, as the build orders them.
 * @param {string} one
 * @param {string} other
 */
function before(one, other) {
  const n = common(one, other);
  return n === one.length ? n < other.length : n < other.length && rank(one.charCodeAt(n)) < rank(other.charCodeAt(n));
}

/**
 * Where a half of UTF-16 stands: halves of pairs, which are letters beyond all others, come last.
 * @param {number} half
 */
function rank(half) {
  return half >= 0xd800 && half < 0xe000 ? half + 0x10000 : half;
}

/**
 * @param {string[]} terms
 * @param {string} term
 */
function numberOf(terms, term) {
  const at = placeOf(terms, term);
  return terms[at] === term ? at : -1;
}

/**
 * @param {string[]} terms
 * @param {string} letters
 */
function beginning(terms, letters) {
  const found = [];
  for (let at = placeOf(terms, letters); terms[at]?.startsWith(letters); at += 1) found.push(at);
  return found;
}

/**
 * The words of the index that a word of the question may mean, with how well each meets it.
 * @param {Index} index
 * @param {string} word
 */
export function matches({ terms, language }, word) {
  const cut = stem(word, language);
  /** @type {Scores} */
  const found = new Map();
  const lengthOf = (/** @type {number} */ number) => terms[number]?.length ?? 1;
  const known = numberOf(terms, cut);
  if (known >= 0) raise(found, known, SAME);
  if (word.length > 1) {
    for (const n of beginning(terms, word)) raise(found, n, 6 + Math.floor((8 * word.length) / lengthOf(n)));
  }
  const isBegun = found.size > 0;
  if (cut.length >= PART && cut !== word) {
    for (const n of beginning(terms, cut)) raise(found, n, 3 + Math.floor((6 * cut.length) / lengthOf(n)));
  }
  if (known < 0) addParts(terms, language, word, found);
  if (cut.length >= LONG) addAkin(terms, cut, found);
  if (!isBegun && word.length >= LONG) addMistyped(terms, word, cut, found);
  return found;
}

/**
 * A word that is made of two known ones means both.
 * @param {string[]} terms
 * @param {Language} language
 * @param {string} word
 * @param {Scores} found
 */
function addParts(terms, language, word, found) {
  for (let at = PART; at <= word.length - PART; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)].map((part) => numberOf(terms, stem(part, language)));
    if (!parts.includes(-1)) parts.forEach((n) => raise(found, n, JOINED));
  }
}

/**
 * Words that begin alike for the most part are of one family.
 * @param {string[]} terms
 * @param {string} cut
 * @param {Scores} found
 */
function addAkin(terms, cut, found) {
  for (const n of beginning(terms, cut.slice(0, LONG))) {
    const term = terms[n] ?? "";
    const same = common(cut, term);
    if (10 * same >= 6 * cut.length) raise(found, n, Math.floor((AKIN * same) / Math.max(cut.length, term.length)));
  }
}

/**
 * @param {string[]} terms
 * @param {string} word
 * @param {string} cut
 * @param {Scores} found
 */
function addMistyped(terms, word, cut, found) {
  terms.forEach((term, n) => {
    if (withinOne(cut, term)) raise(found, n, MISTYPED);
    else if (term.length > word.length && withinOne(word, term.slice(0, word.length))) raise(found, n, MISTYPED_BEGINNING);
  });
}

/**
 * Lets words for a concept mean the others for it as well.
 * @param {Index} index
 * @param {string[]} asked
 * @param {Scores[]} met
 */
function addSynonyms({ synonyms, terms }, asked, met) {
  for (const group of synonyms) {
    for (const said of group) {
      for (let start = 0; start + said.length <= asked.length; start += 1) {
        if (!said.every((term, n) => asked[start + n] === term)) continue;
        const others = group.filter((other) => other !== said).flat();
        const found = others.map((term) => numberOf(terms, term)).filter((n) => n >= 0);
        for (const scores of met.slice(start, start + said.length)) found.forEach((n) => raise(scores, n, ALIKE));
      }
    }
  }
}

/**
 * What each word of a question may mean: the words as they were asked, and the terms that meet each.
 * @param {Index} index
 * @param {string} question
 */
export function understood(index, question) {
  const asked = [...new Set(words(question, index.language))];
  const met = asked.map((word) => matches(index, word));
  for (const parts of hyphenated(question, index.language)) {
    // “check-list” may be written as one word, too.
    const joined = matches(index, parts.join(""));
    for (const part of parts) {
      const there = met[asked.indexOf(part)];
      if (there) joined.forEach((quality, n) => raise(there, n, quality));
    }
  }
  const cut = asked.map((word) => stem(word, index.language));
  addSynonyms(index, cut, met);
  return { asked, met };
}

/**
 * The best score that one word of a question gives to each entry; 0 where it gives none.
 * @param {Index} index
 * @param {Scores} found
 */
function scored({ entries, postings, rarities, worth }, found) {
  const scores = new Int32Array(entries.length);
  for (const [number, quality] of found) {
    const rare = quality * (rarities[number] ?? 0);
    const there = postings(number);
    for (let n = 0; n < there.length; n += 2) {
      const entry = there[n] ?? 0;
      scores[entry] = Math.max(scores[entry] ?? 0, rare * (worth[there[n + 1] ?? 0] ?? 0));
    }
  }
  return scores;
}

/**
 * The entries that a question finds, best first, by their numbers.
 * @param {Index} index
 * @param {Scores[]} met
 */
export function ranked(index, met) {
  // A word that is nowhere says nothing of what it is looked for with.
  const told = met.map((found) => Math.max(0, ...[...found.keys()].map((number) => index.rarities[number] ?? 0)));
  const whole = told.reduce((sum, rarity) => sum + rarity, 0);
  const totals = new Float64Array(index.entries.length);
  const covered = new Int32Array(index.entries.length);
  met.forEach((found, n) => {
    scored(index, found).forEach((score, entry) => {
      if (!score) return;
      totals[entry] = (totals[entry] ?? 0) + score;
      covered[entry] = (covered[entry] ?? 0) + (told[n] ?? 0);
    });
  });
  /** @type {[score: number, entry: number][]} */
  const found = [];
  covered.forEach((part, entry) => {
    if (part && 2 * part >= whole) {
      found.push([Math.floor(((totals[entry] ?? 0) * part * part) / (whole * whole)), entry]);
    }
  });
  return spread(index, found.sort(byScore));
}

/**
 * @param {[number, number]} one
 * @param {[number, number]} other
 */
function byScore([score, entry], [other, next]) {
  return other - score || entry - next;
}

/**
 * An order in which no definition hides the others: each further entry of it counts half.
 * @param {Index} index
 * @param {[score: number, entry: number][]} found
 */
function spread({ entries }, found) {
  /** @type {Map<number, number>} */
  const seen = new Map();
  /** @type {[number, number][]} */
  const placed = found.map(([score, number]) => {
    const above = entries.above[number] ?? number;
    const times = seen.get(above) ?? 0;
    seen.set(above, times + 1);
    return [Math.floor(score / 2 ** Math.min(times, 20)), number];
  });
  return placed.sort(byScore).map(([, number]) => number);
}

/**
 * Up to five words of titles that look like one of the question.
 * @param {Index} index
 * @param {string[]} asked
 */
export function near({ entries, language }, asked) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const { part, explains, title } of entries) {
    if (part !== null && !explains) continue;
    for (const shown of title.split(/\s+/)) {
      const alike = words(shown, language).some((word) => asked.some((one) => looksLike(word, one)));
      if (alike) found.add(shown.replace(/^[.,:;?!()«»“”„]+|[.,:;?!()«»“”„]+$/g, "").toLowerCase());
    }
  }
  return [...found].slice(0, 5);
}

/**
 * @param {string} word
 * @param {string} asked
 */
function looksLike(word, asked) {
  const same = common(word, asked);
  return same >= 3 && 2 * same >= asked.length;
}
