// The scripts' words, which stand translated in the page, and other words that scripts take from it. Each is a text with
// its language: what is not in the page's says so wherever a script puts it.

const PAGE = document.documentElement.lang;
// What the texts that are not wholly in the page's language consist of: pieces, each [text, language].
const known = new Map();
// The elements that got their language here.
const marked = new WeakSet();

// A word, with what is filled into its braces.
export function say(name, values = {}) {
  const word = document.querySelector(`[data-word="${name}"]`);
  return remember(piecesOf(word).flatMap(([text, language]) => filled(text, language, values)));
}

// What stands in an element, to be put elsewhere.
export function read(element) {
  return remember(piecesOf(element));
}

// Several texts as one.
export function join(separator, texts) {
  const between = [[separator, PAGE]];
  return remember(texts.flatMap((text, n) => [...(n ? between : []), ...(known.get(text) ?? [[text, PAGE]])]));
}

// Puts text into an element, where it is another: a line that is read out is said only when it changes.
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function piecesOf(node, language = PAGE) {
  if (node.nodeType === Node.TEXT_NODE) return [[node.data, language]];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const own = node.getAttribute("lang") || language;
  return [...node.childNodes].flatMap((child) => piecesOf(child, own));
}

// What is filled in has the language of the sentence, unless it is known to have another.
function filled(text, language, values) {
  return text.split(/(\{\w+\})/).flatMap((part) => {
    const value = part.startsWith("{") ? values[part.slice(1, -1)] : undefined;
    if (value === undefined || value === null) return [[part, language]];
    return known.get(String(value)) ?? [[String(value), language]];
  });
}

function remember(pieces) {
  const text = pieces.map(([part]) => part).join("");
  if (pieces.every(([part, language]) => !part || language === PAGE)) return text;
  if (!known.size) watch();
  const merged = [];
  for (const [part, language] of pieces) {
    if (merged.at(-1)?.[1] === language) merged.at(-1)[0] += part;
    else if (part) merged.push([part, language]);
  }
  known.set(text, merged);
  return text;
}

function watch() {
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of [target, ...addedNodes]) mark(node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

function mark(element) {
  if (element?.nodeType !== Node.ELEMENT_NODE) return;
  for (const each of [element, ...element.querySelectorAll("*")]) {
    const pieces = each.childElementCount ? undefined : known.get(each.textContent);
    // An option holds no elements, so that it can have one language only.
    const whole = pieces?.length === 1 || each.tagName === "OPTION" ? pieces?.find(([, language]) => language !== PAGE) : undefined;
    if (whole) {
      each.setAttribute("lang", whole[1]);
      marked.add(each);
      continue;
    }
    if (pieces) each.replaceChildren(...pieces.map(([text, language]) => (language === PAGE ? text : spoken(text, language))));
    if (marked.delete(each)) each.removeAttribute("lang");
  }
}

function spoken(text, language) {
  const span = document.createElement("span");
  span.lang = language;
  span.textContent = text;
  return span;
}
