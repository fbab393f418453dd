// Shows the sheet in a second language beside the first, from the same page in that language.
// Only words are taken over, in elements made here; nothing of the other page is run or fetched.

const KEPT = new Set(["P", "UL", "OL", "LI", "EM", "STRONG"]);
let latest = 0;

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (KEPT.has(node.tagName)) copy(node, to.appendChild(document.createElement(node.tagName)));
    else if (node.nodeType === Node.ELEMENT_NODE) copy(node, to);
  }
}

export function hide() {
  for (const element of document.querySelectorAll(".also")) element.remove();
}

// Throws where the other page cannot be had, as for a page that lies in a folder.
export async function show(language, address) {
  latest += 1;
  const mine = latest;
  if (!language) {
    hide();
    return;
  }
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
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
    added.lang = other.querySelector("[lang]")?.lang ?? language;
    copy(other, added);
    own.append(" ", added);
  }
}
