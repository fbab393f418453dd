// A bank of answers for readers: only the search.
import { keep, wanted } from "../core/address.js";
import { tellLater } from "./result.js";
import { fold, matcher, ownText } from "../core/fold.js";

export function offerAnswers(tools) {
  const input = tools.querySelector("[data-filter=q]");
  const reset = tools.querySelector("[data-do=reset]");
  const tell = tellLater(tools.querySelector("[data-bank=result]"));
  const entries = [...document.querySelectorAll(".asked-often")].map((question) => {
    const parts = [question, question.nextElementSibling];
    return { parts, folded: fold(parts.map(ownText).join(" ")) };
  });
  const apply = () => {
    const matches = matcher(input.value);
    let shown = 0;
    for (const { parts, folded } of entries) {
      const fits = matches(folded);
      shown += fits;
      for (const part of parts) part.classList.toggle("filtered-out", !fits);
    }
    reset.hidden = !input.value;
    keep({ q: input.value });
    tell(shown, entries.length);
  };
  input.value = wanted("q");
  input.addEventListener("input", apply);
  reset.addEventListener("click", () => {
    input.value = "";
    apply();
    input.focus();
  });
  apply();
}
