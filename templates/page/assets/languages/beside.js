// The guide in a second language beside the first. Both pages come from one template and one definition,
// so their parts lie alike; where they do not, the smallest part that holds the difference is taken whole.
import { keep, wanted } from "../core/address.js";
import { copyWords, pageAt } from "../core/other-language.js";

// Scripts and readers change these, or they hold no words of the guide.
const LEFT_OUT =
  ".tools, .with-scripts, .without-scripts, [hidden], svg, input, textarea, select, button, dialog, .links, .downloads, .colophon, .bar, .phase-minutes, .message, .notice";
const BLOCKS =
  "p, ul, ol, li, dl, dt, dd, div, table, thead, tbody, tr, th, td, section, h1, h2, h3, form, blockquote, fieldset, label, label > span";

function partsOf(element) {
  return [...element.children].filter((child) => !child.matches(LEFT_OUT));
}

// What a part is known by among its neighbours: its id, or its name or kind and how many such came before it.
function byKey(parts) {
  const counts = new Map();
  return new Map(
    parts.map((part) => {
      if (part.id) return [`#${part.id}`, part];
      const name = part.dataset.part ?? `${part.tagName}.${part.classList[0] ?? ""}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return [`${name}:${counts.get(name)}`, part];
    }),
  );
}

function put(own, other, language) {
  if (!other.textContent.trim() || own.textContent.trim() === other.textContent.trim()) return;
  const isText = own.matches("p, h1, h2, h3, span, strong, label, th, dt");
  const first = document.createElement(isText ? "span" : "div");
  first.className = "pair-own";
  first.append(...own.childNodes);
  const second = document.createElement(isText ? "span" : "div");
  second.className = "also";
  // A text that the other page has not got translated says so itself.
  const gap = other.querySelector(":scope > .gap");
  second.lang = gap?.lang || language;
  second.classList.toggle("gap", Boolean(gap));
  copyWords(other, second, LEFT_OUT);
  own.append(first, " ", second);
  own.classList.add("pair");
}

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
  for (const pair of document.querySelectorAll("article .pair")) {
    pair.querySelector(":scope > .also").remove();
    pair.querySelector(":scope > .pair-own").replaceWith(...pair.querySelector(":scope > .pair-own").childNodes);
    pair.classList.remove("pair");
    pair.normalize();
  }
  document.documentElement.classList.remove("beside");
  document.getElementById("tk_beside-gaps").hidden = true;
}

let latest = 0;

async function show(button) {
  latest += 1;
  const mine = latest;
  const page = await pageAt(button.dataset.page);
  // Another language may have been chosen meanwhile.
  if (mine !== latest) return;
  hide();
  walk(document.querySelector("article"), page.querySelector("article"), button.dataset.beside);
  document.getElementById("tk_beside-gaps").hidden = !page.querySelector("article .gap");
  document.documentElement.classList.add("beside");
}

export function offerSecondLanguage() {
  const buttons = [...document.querySelectorAll("[data-beside]")];
  const failed = document.getElementById("tk_beside-failed");
  const choose = async (button) => {
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
      button.closest("details").open = false;
    });
  }
  const asked = wanted("with");
  const found = buttons.find((button) => button.dataset.beside === asked);
  if (found) choose(found);
}
