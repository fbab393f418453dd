// The same page in another language. Only words and emphasis are taken over from it, in elements made here;
// nothing of it is run.

const KEPT = new Set(["P", "UL", "OL", "LI", "EM", "STRONG", "BR"]);

/**
 * Throws where the page cannot be had, as for one that lies in a folder.
 * @param {string} address
 */
export async function pageAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * Copies words and what says that some are in another language; elements that `leftOut` selects are passed over.
 * @param {Element} from
 * @param {Element} to
 * @param {string} [leftOut]
 */
export function copyWords(from, to, leftOut = "template") {
  for (const node of from.childNodes) {
    if (node instanceof Text) to.append(node.data);
    else if (node instanceof Element && !node.matches(leftOut)) {
      const tag = node.matches(".tag") ? "STRONG" : node.tagName;
      const plain = node.tagName === "DIV" ? "DIV" : "SPAN";
      const lang = node instanceof HTMLElement ? node.lang : "";
      const into = KEPT.has(tag) || lang ? document.createElement(KEPT.has(tag) ? tag : plain) : to;
      if (into !== to) to.append(into);
      if (lang && into instanceof HTMLElement) into.lang = lang;
      copyWords(node, into, leftOut);
    }
  }
}
