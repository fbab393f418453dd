// Shows the sheet in a second language beside the first, from the same page in that language.
import { copyWords, pageAt } from "../core/other-language.js";

let latest = 0;

export function hide() {
  for (const element of document.querySelectorAll(".also")) element.remove();
}

// Throws where the other page cannot be had.
export async function show(language, address) {
  latest += 1;
  const mine = latest;
  if (!language) {
    hide();
    return;
  }
  const page = await pageAt(address);
  // Another language may have been chosen meanwhile.
  if (mine !== latest) return;
  hide();
  const theirs = new Map();
  for (const element of page.querySelectorAll("[data-text]")) theirs.set(element.dataset.text, element);
  for (const own of document.querySelectorAll("[data-text]")) {
    const other = theirs.get(own.dataset.text);
    // A text that is the same in both languages, or not translated, is said once.
    if (!other || other.textContent.trim() === own.textContent.trim()) continue;
    const added = document.createElement(own.tagName === "DIV" ? "div" : "span");
    added.className = "also";
    added.lang = other.querySelector(":scope > .gap")?.lang ?? language;
    copyWords(other, added);
    own.append(" ", added);
  }
}
