// The same page in another language. Only words and emphasis are taken over from it, in elements made here;
// nothing of it is run.
import { make } from "./element.js";

const KEPT = new Set(["P", "UL", "OL", "LI", "EM", "STRONG", "BR"]);

/**
 * The page at an address, or at least its article. Throws where it cannot be had.
 * @param {string} address
 */
export async function pageAt(address) {
  const text = location.protocol === "file:" ? await handedOver(address) : await fetched(address);
  return new DOMParser().parseFromString(text, "text/html");
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

/**
 * A page in a folder may ask for no other page, but may run a script that lies beside it and tells its words.
 * @param {string} address
 * @returns {Promise<string>}
 */
function handedOver(address) {
  return new Promise((resolve, reject) => {
    const script = make("script");
    script.src = new URL("article.js", new URL(address, location.href)).href;
    script.addEventListener("article", (event) => resolve(event instanceof CustomEvent ? event.detail : ""));
    script.addEventListener("error", () => reject(new Error(address)));
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  });
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
