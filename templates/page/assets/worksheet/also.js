// Shows the sheet in a second language beside the first, from the same page in that language.
import { all, maybe, make, told } from "../core/element.js";
import { copyWords, pageAt } from "../core/other-language.js";

let latest = 0;

export function hide() {
  for (const element of document.querySelectorAll(".also")) element.remove();
}

/**
 * Throws where the other page cannot be had.
 * @param {string} language
 * @param {string} address
 */
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
  const theirs = new Map(all(page, "[data-text]").map((element) => [told(element, "text"), element]));
  for (const own of all(document, "[data-text]")) {
    // The client's own words are the same in every language.
    const other = "own" in own.dataset ? undefined : theirs.get(told(own, "text"));
    // A text that is the same in both languages, or not translated, is said once.
    if (!other || other.textContent?.trim() === own.textContent?.trim()) continue;
    const added = make(own.tagName === "DIV" ? "div" : "span", "also");
    added.lang = maybe(other, ":scope > .gap")?.lang ?? language;
    copyWords(other, added);
    own.append(" ", added);
  }
}
