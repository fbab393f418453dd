// Which questions were chosen for a worksheet of one's own, and whether that is kept.
import { counted } from "../core/formats.js";
import { all, one, put } from "../core/element.js";
import { choose, remove } from "../core/own-record.js";
import { OwnSheet } from "../core/own-sheet.js";
import { say } from "../core/words.js";
import { copyFrom } from "./copy.js";
import { hook } from "./hook.js";
import { SheetView } from "./sheet.js";
import { Texts } from "./texts.js";

/**
 * @import { Questions } from "./questions.js"
 * @import { Titles } from "./texts.js"
 */

/**
 * Why something could not be kept, in words.
 * @param {string} word
 */
export function notSaved(word) {
  return say("bank-not-saved", { reason: say(`bank-${word}`) });
}

/** @param {string | null | undefined} word */
function tell(word) {
  const text = word ? notSaved(word) : word === null ? say("bank-saved") : "";
  for (const name of ["state", "bar-state"]) {
    const line = hook(name);
    put(line, text);
    line.classList.toggle("wrong", Boolean(word));
  }
}

/**
 * `titles` gives the words of the questions of all banks.
 * @param {string} bank
 * @param {Questions} questions
 * @param {() => Promise<Titles>} titles
 */
export function offerChoice(bank, questions, titles) {
  const own = new OwnSheet(show, tell);
  const texts = new Texts(questions, titles);
  const sheet = new SheetView(bank, questions, texts, own);

  function show() {
    const chosen = new Set(own.now.questions.map(({ id }) => id));
    for (const { name, element } of questions.values()) {
      one(element, "[data-choose]", HTMLInputElement).checked = chosen.has(name);
    }
    hook("chosen").textContent = say("bank-chosen", { count: counted(chosen.size) });
    hook("bar").hidden = !chosen.size;
    document.documentElement.classList.toggle("has-choice", chosen.size > 0);
    sheet.refresh();
  }

  const load = async () => {
    await own.load();
    if (own.hasOthers) await (await import("./others.js")).showOthers(own);
  };

  for (const question of questions.values()) {
    const tick = one(question.element, "[data-choose]", HTMLInputElement);
    // Some browsers bring ticks of an earlier visit back; here the address and the store say what is chosen.
    tick.autocomplete = "off";
    tick.addEventListener("change", () => own.change(tick.checked ? choose([texts.chosen(question)]) : remove(question.name)));
  }
  for (const button of all(document, "[data-do=copy-list]")) {
    button.addEventListener("click", () => copyFrom(button, sheet.asList()));
  }
  sheet.offer();
  return { own, sheet, texts, load };
}
