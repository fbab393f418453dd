// A bank of answers for readers: only the search.
import { keep, pointedAt, wanted } from "../core/address.js";
import { all, one, ownText } from "../core/element.js";
import { fold, matcher } from "../core/fold.js";
import { hook } from "./hook.js";
import { tellLater } from "./result.js";

/** @param {HTMLElement} tools */
export function offerAnswers(tools) {
  const input = one(tools, "[data-filter=q]", HTMLInputElement);
  const reset = one(tools, "[data-do=reset]");
  const tell = tellLater(hook("result"));
  const entries = all(document, ".asked-often").map((question) => {
    const answer = question.nextElementSibling;
    const parts = answer ? [question, answer] : [question];
    return { id: question.id, parts, folded: fold(parts.map(ownText).join(" ")) };
  });
  const apply = () => {
    const matches = matcher(input.value);
    let shown = 0;
    for (const { id, parts, folded } of entries) {
      const isFound = matches(folded);
      shown += Number(isFound);
      // An answer that was linked to is there, whatever was searched for.
      const fits = isFound || id === pointedAt();
      for (const part of parts) part.classList.toggle("filtered-out", !fits);
    }
    reset.hidden = !input.value;
    keep({ q: input.value });
    tell(shown, entries.length);
  };
  input.value = wanted("q");
  input.addEventListener("input", apply);
  addEventListener("hashchange", () => {
    apply();
    // The browser looked for it before it was there.
    entries.find(({ id }) => id === pointedAt())?.parts[0].scrollIntoView();
  });
  reset.addEventListener("click", () => {
    input.value = "";
    apply();
    input.focus();
  });
  apply();
}
