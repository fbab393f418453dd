// The guide in a second language beside the first. Both pages come from one template and one definition,
// so their parts lie alike; where they do not, the smallest part that holds the difference is taken whole.
import { keep, wanted } from "../core/address.js";
import { all, byId, make, maybe, one, told } from "../core/element.js";
import { copyWords, pageAt } from "../core/other-language.js";

// Scripts and readers change these, or they hold no words of the guide.
const LEFT_OUT =
  ".tools, .with-scripts, .without-scripts, [hidden], svg, input, textarea, select, button, dialog, .links, .downloads, .colophon, .bar, .phase-minutes, .message, .notice";
const BLOCKS =
  "p, ul, ol, li, dl, dt, dd, div, table, thead, tbody, tr, th, td, section, h1, h2, h3, form, blockquote, fieldset, label, label > span";

/** @param {HTMLElement} element */
function partsOf(element) {
  return all(element, ":scope > *").filter((child) => !child.matches(LEFT_OUT));
}

/**
 * Parts by what each is known by among its neighbours: its id, or its name or kind and how many such came before it.
 * @param {HTMLElement[]} parts
 */
function byKey(parts) {
  const counts = new Map();
  const keyOf = (/** @type {HTMLElement} */ part) => {
    if (part.id) return `#${part.id}`;
    const name = part.dataset.part ?? `${part.tagName}.${part.classList[0] ?? ""}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return `${name}:${counts.get(name)}`;
  };
  return new Map(parts.map((part) => [keyOf(part), part]));
}

/**
 * @param {HTMLElement} own
 * @param {HTMLElement} other
 * @param {string} language
 */
function put(own, other, language) {
  const theirs = other.textContent?.trim();
  if (!theirs || own.textContent?.trim() === theirs) return;
  const isText = own.matches("p, h1, h2, h3, span, strong, label, th, dt");
  const first = make(isText ? "span" : "div", "pair-own", ...own.childNodes);
  const second = make(isText ? "span" : "div", "also");
  // A text that the other page has not got translated says so itself.
  const gap = maybe(other, ":scope > .gap");
  second.lang = gap?.lang || language;
  second.classList.toggle("gap", Boolean(gap));
  copyWords(other, second, LEFT_OUT);
  own.append(first, " ", second);
  own.classList.add("pair");
}

/**
 * @param {HTMLElement} own
 * @param {HTMLElement} other
 * @param {string} language
 */
function walk(own, other, language) {
  const theirs = byKey(partsOf(other));
  const blocks = partsOf(own).filter((part) => part.matches(BLOCKS) || part.querySelector(BLOCKS));
  const isProse = own.matches(".prose, blockquote") && partsOf(own).length !== partsOf(other).length;
  if (!blocks.length || isProse) {
    put(own, other, language);
    return;
  }
  for (const [key, part] of byKey(partsOf(own))) {
    const match = theirs.get(key);
    if (match) walk(part, match, language);
  }
}

export function hide() {
  for (const pair of all(document, "article .pair")) {
    one(pair, ":scope > .also").remove();
    const own = one(pair, ":scope > .pair-own");
    own.replaceWith(...own.childNodes);
    pair.classList.remove("pair");
    pair.normalize();
  }
  document.documentElement.classList.remove("beside");
  byId("tk_beside-gaps").hidden = true;
}

let latest = 0;

/** @param {HTMLElement} button */
async function show(button) {
  latest += 1;
  const mine = latest;
  const page = await pageAt(told(button, "page"));
  // Another language may have been chosen meanwhile.
  if (mine !== latest) return;
  hide();
  walk(one(document, "article"), one(page, "article"), told(button, "beside"));
  byId("tk_beside-gaps").hidden = !page.querySelector("article .gap");
  document.documentElement.classList.add("beside");
}

export function offerSecondLanguage() {
  const buttons = all(document, "[data-beside]");
  const failed = byId("tk_beside-failed");
  const choose = async (/** @type {HTMLElement | null} */ button) => {
    failed.hidden = true;
    try {
      if (button) await show(button);
      else hide();
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      keep({ with: button?.dataset.beside });
    } catch {
      failed.hidden = false;
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.getAttribute("aria-pressed") === "true" ? null : button);
      button.closest("details")?.removeAttribute("open");
    });
  }
  const asked = wanted("with");
  const found = buttons.find((button) => button.dataset.beside === asked);
  return found && choose(found);
}
