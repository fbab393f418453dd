// A bank of questions to ask: to filter, draw, keep, copy and choose from. Wires the parts together.
import { keep, wanted } from "../core/address.js";
import { maybe, one, told } from "../core/element.js";
import { Favourites } from "../core/favourites.js";
import { choose } from "../core/own-record.js";
import { why } from "../core/store.js";
import { Card } from "./card.js";
import { notSaved, offerChoice } from "./choice.js";
import { copyFrom, forgetCopied } from "./copy.js";
import { hook } from "./hook.js";
import { List } from "./list.js";
import { address, readQuestions, setAddress, textOf } from "./questions.js";

/**
 * @import { Question } from "./questions.js"
 * @import { SheetView } from "./sheet.js"
 * @import { Titles } from "./texts.js"
 */

/** @param {string} text */
function tellTrouble(text) {
  const isCard = hook("card", HTMLDialogElement).open;
  // What lies behind an open dialog is neither seen nor read out.
  hook("trouble").textContent = isCard ? "" : text;
  hook("card-trouble").textContent = isCard ? text : "";
}

/**
 * @param {Favourites} favourites
 * @param {Question} question
 */
async function turnStar(favourites, { name }) {
  try {
    await favourites.set(name, !favourites.has(name));
    tellTrouble("");
  } catch (error) {
    tellTrouble(notSaved(why(error)));
  }
}

/** @param {SheetView} sheet */
function offerAddress(sheet) {
  const forms = maybe(document, "[data-bank=address]", HTMLSelectElement);
  setAddress(wanted("address"));
  if (!forms) return;
  forms.value = address();
  forms.addEventListener("change", () => {
    setAddress(forms.value);
    keep({ address: forms.value });
    sheet.refreshTexts();
  });
}

/**
 * `titles` gives the words of the questions of all banks.
 * @param {HTMLElement} tools
 * @param {() => Promise<Titles>} titles
 */
export function offerQuestions(tools, titles) {
  const bank = told(tools, "bankId");
  const questions = readQuestions(bank);
  const favourites = new Favourites(() => {
    for (const question of questions.values()) showStar(question.element, question);
    showStar(card.dialog, card.question);
    list.apply();
  });
  const list = new List(tools, questions, ({ name }) => favourites.has(name));
  const card = new Card(questions, () => list.shown, () => {
    showStar(card.dialog, card.question);
    forgetCopied();
  });

  /**
   * @param {HTMLElement} element
   * @param {Question} [question]
   */
  function showStar(element, question) {
    if (question) one(element, "[data-star]").setAttribute("aria-pressed", String(favourites.has(question.name)));
  }

  /**
   * @param {HTMLElement} element
   * @param {() => Question | undefined} asked
   */
  function offer(element, asked) {
    const copier = one(element, "[data-copy]");
    one(element, "[data-star]").addEventListener("click", () => {
      const question = asked();
      if (question) turnStar(favourites, question);
      if (element.classList.contains("filtered-out")) list.focus();
    });
    copier.addEventListener("click", () => {
      const question = asked();
      if (question) copyFrom(copier, textOf(question));
    });
  }

  for (const question of questions.values()) offer(question.element, () => question);
  offer(card.dialog, () => card.question);
  list.offer();
  const { own, sheet, texts, load } = offerChoice(bank, questions, titles);
  one(tools, "[data-do=choose-shown]").addEventListener("click", () => {
    own.change(choose(list.shown.map((question) => texts.chosen(question))));
  });
  one(tools, "[data-do=draw]").addEventListener("click", () => card.open());
  offerAddress(sheet);
  list.start();
  favourites.load();
  load();
}
