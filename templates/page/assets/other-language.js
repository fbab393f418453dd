// The same page in another language. Only words and emphasis are taken over from it, in elements made here;
// nothing of it is run.

const KEPT = new Set(["P", "UL", "OL", "LI", "EM", "STRONG", "BR"]);

// Throws where the page cannot be had, as for one that lies in a folder.
export async function pageAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// Copies words; elements that `leftOut` selects are passed over.
export function copyWords(from, to, leftOut = "template") {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType !== Node.ELEMENT_NODE || node.matches(leftOut)) continue;
    else {
      const tag = node.matches(".tag") ? "STRONG" : node.tagName;
      copyWords(node, KEPT.has(tag) ? to.appendChild(document.createElement(tag)) : to, leftOut);
    }
  }
}
