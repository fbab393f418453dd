// Index pages: filters by facet and by text, and an order of one's choice; the questions of all banks on the index of banks.
import { pointedAt, wanted } from "./core/address.js";
import { whenUsed } from "./core/all-questions.js";
import { maybe, one } from "./core/element.js";
import { Index } from "./index/index.js";

const form = maybe(document, "#tk_facets", HTMLFormElement);
if (form) new Index(form).start();

const place = maybe(document, "#tk_all-questions");
if (place) {
  const show = whenUsed(place, async (panel) => (await import("./all-questions.js")).showAllQuestions(panel));
  place.addEventListener("focusin", () => show().catch(() => {}));
  const isAsked = ["ask", "ask-phase", "ask-topic", "ask-type"].some(wanted);
  if (isAsked) show().catch(() => {});
  // A browser that was led to the field may have gone there before this script was here.
  const field = one(place, "input");
  if (pointedAt() === field.id) {
    field.focus();
    show().catch(() => {});
  }
}
