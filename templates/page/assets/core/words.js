// The scripts' words, which stand translated in the page; braces are filled in.
import { all, maybe, one } from "./element.js";

/**
 * @param {string} name
 * @param {Record<string, string | number | undefined>} [values]
 */
export function say(name, values = {}) {
  const word = one(document, `[data-word="${name}"]`);
  const text = (word.textContent ?? "").replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  const language = maybe(word, ":scope > [lang]")?.lang;
  if (language) foreign(text, language);
  return text;
}

// A word that nobody has translated says its language wherever a script puts it.
/** @type {Map<string, string>} */
const languages = new Map();
const marked = new WeakSet();

/**
 * @param {string} text
 * @param {string} language
 */
function foreign(text, language) {
  if (!languages.size) {
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        for (const node of [target, ...addedNodes]) mark(node instanceof Text ? node.parentElement : node);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }
  languages.set(text, language);
}

/** @param {Node | null} element */
function mark(element) {
  if (!(element instanceof HTMLElement)) return;
  for (const each of [element, ...all(element, "*")]) {
    const language = each.childElementCount ? undefined : languages.get(each.textContent ?? "");
    if (language) {
      each.lang = language;
      marked.add(each);
    } else if (marked.delete(each)) each.removeAttribute("lang");
  }
}
