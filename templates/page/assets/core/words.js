// The scripts' words, which stand translated in the page; braces are filled in.
export function say(name, values = {}) {
  const word = document.querySelector(`[data-word="${name}"]`);
  const text = word.textContent.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  const language = word.querySelector(":scope > [lang]")?.lang;
  if (language) foreign(text, language);
  return text;
}

// Puts text into an element, where it is another: a line that is read out is said only when it changes.
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A word that nobody has translated says its language wherever a script puts it.
const languages = new Map();
const marked = new WeakSet();

function foreign(text, language) {
  if (!languages.size) {
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        for (const node of [target, ...addedNodes]) mark(node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }
  languages.set(text, language);
}

function mark(element) {
  if (element?.nodeType !== Node.ELEMENT_NODE) return;
  for (const each of [element, ...element.querySelectorAll("*")]) {
    const language = each.childElementCount ? undefined : languages.get(each.textContent);
    if (language) {
      each.lang = language;
      marked.add(each);
    } else if (marked.delete(each)) each.removeAttribute("lang");
  }
}
