// A link to another language leads to the same page in the same state: filters, choices and place go along.
import { all } from "../core/element.js";

export function keepState() {
  for (const link of all(document, ".languages a[hreflang]", HTMLAnchorElement)) {
    link.addEventListener("click", () => {
      link.search = location.search;
      link.hash = location.hash;
    });
  }
}
