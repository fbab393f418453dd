// The scripts' words, which stand translated in the page, and other words that scripts take from it. Each is a text with
// its language: what is not in the page's says so wherever a script puts it.
import { all, one } from "./element.js";

/** @typedef {[text: string, language: string]} Piece */

const PAGE = document.documentElement.lang;
// What the texts that are not wholly in the page's language consist of.
/** @type {Map<string, Piece[]>} */
const known = new Map();
// The elements that got their language here.
/** @type {WeakSet<Element>} */
const marked = new WeakSet();

/**
 * A word, with what is filled into its braces.
 * @param {string} name
 * @param {Record<string, string | number | null | undefined>} [values]
 */
export function say(name, values = {}) {
  const pieces = piecesOf(one(document, `[data-word="${name}"]`));
  return remember(pieces.flatMap(([text, language]) => filled(text, language, values)));
}

/**
 * What stands in an element, to be put elsewhere.
 * @param {Element} element
 */
export function read(element) {
  return remember(piecesOf(element));
}

/**
 * Several texts as one.
 * @param {string} separator
 * @param {string[]} texts
 */
export function join(separator, texts) {
  /** @type {Piece} */
  const between = [separator, PAGE];
  return remember(texts.flatMap((text, n) => [...(n ? [between] : []), ...piecesIn(text, PAGE)]));
}

/**
 * The pieces of a text; one that is not known is wholly in the language given.
 * @param {string} text
 * @param {string} language
 * @returns {Piece[]}
 */
function piecesIn(text, language) {
  return known.get(text) ?? [[text, language]];
}

/**
 * @param {Node} node
 * @returns {Piece[]}
 */
function piecesOf(node, language = PAGE) {
  if (node instanceof Text) return [[node.data, language]];
  if (!(node instanceof Element)) return [];
  const own = node.getAttribute("lang") || language;
  return [...node.childNodes].flatMap((child) => piecesOf(child, own));
}

/**
 * What is filled in has the language of the sentence, unless it is known to have another.
 * @param {string} text
 * @param {string} language
 * @param {Record<string, string | number | null | undefined>} values
 * @returns {Piece[]}
 */
function filled(text, language, values) {
  return text.split(/(\{\w+\})/).flatMap((part) => {
    const value = part.startsWith("{") ? values[part.slice(1, -1)] : undefined;
    return value === undefined || value === null ? [/** @type {Piece} */ ([part, language])] : piecesIn(String(value), language);
  });
}

/** @param {Piece[]} pieces */
function remember(pieces) {
  const text = pieces.map(([part]) => part).join("");
  if (pieces.every(([part, language]) => !part || language === PAGE)) return text;
  if (!known.size) watch();
  /** @type {Piece[]} */
  const merged = [];
  for (const [part, language] of pieces) {
    const last = merged.at(-1);
    if (last && last[1] === language) last[0] += part;
    else if (part) merged.push([part, language]);
  }
  known.set(text, merged);
  return text;
}

function watch() {
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of [target, ...addedNodes]) mark(node instanceof Text ? node.parentElement : node);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** @param {Node | null} node */
function mark(node) {
  if (!(node instanceof Element)) return;
  // Drawings have words as well.
  for (const each of [node, ...all(node, "*", Element)]) {
    const pieces = each.childElementCount ? undefined : known.get(each.textContent ?? "");
    const whole = pieces && wholly(pieces, each);
    if (whole) {
      each.setAttribute("lang", whole);
      marked.add(each);
      continue;
    }
    if (pieces) each.replaceChildren(...pieces.map(spoken));
    if (marked.delete(each)) each.removeAttribute("lang");
  }
}

/**
 * The language that an element has as a whole, where it is not the page's.
 * @param {Piece[]} pieces
 * @param {Element} element
 */
function wholly(pieces, element) {
  // An option holds no elements, so that it can have one language only.
  if (pieces.length > 1 && element.tagName !== "OPTION") return undefined;
  return pieces.find(([, language]) => language !== PAGE)?.[1];
}

/** @param {Piece} piece */
function spoken([text, language]) {
  if (language === PAGE) return text;
  const span = document.createElement("span");
  span.lang = language;
  span.textContent = text;
  return span;
}
