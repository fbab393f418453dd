// The questions as they stand in the page.
import { pointedAt } from "../core/address.js";
import { all, maybe, one, ownText, told } from "../core/element.js";
import { fold } from "../core/fold.js";

const SEARCHED = ".question-text, .question-intent, .form-text, .use-when";

/**
 * @typedef {{id: string, name: string, element: HTMLElement, values: Record<string, string[]>, folded: string}} Question
 * @typedef {Map<string, Question>} Questions
 */

/**
 * All questions in the order of the page, by id.
 * @param {string} bank
 * @returns {Questions}
 */
export function readQuestions(bank) {
  const found = all(document, "article .question").map((element) => {
    const texts = all(element, SEARCHED).map(ownText);
    return {
      id: element.id,
      name: `${bank}/${element.id}`,
      element,
      values: {
        phase: told(element, "phases").split(" "),
        topic: told(element, "topics").split(" "),
        type: [told(element, "type")],
        depth: [told(element, "depth")],
      },
      folded: fold(texts.join(" ")),
    };
  });
  return new Map(found.map((question) => [question.id, question]));
}

/**
 * The question that the address points at, if it does.
 * @param {Questions} questions
 */
export function target(questions) {
  return questions.get(pointedAt());
}

const FORMS = ["formal", "informal"];

/** The form of address that is shown: formal, informal, or as the author wrote it. */
export function address() {
  return document.documentElement.dataset.address ?? "";
}

/** @param {string} value */
export function setAddress(value) {
  if (FORMS.includes(value)) document.documentElement.dataset.address = value;
  else delete document.documentElement.dataset.address;
}

/**
 * The element that holds a question's words in the form of address that is shown.
 * @param {Question} question
 */
function wording({ element }) {
  const form = address() ? maybe(element, `[data-form="${address()}"] .form-text`) : null;
  return form ?? one(element, ".question-text");
}

/** @param {Question} question */
export function textOf(question) {
  return ownText(wording(question));
}

/**
 * Puts a question's words into a place, with emphasis, language marks and a second language where there is one.
 * @param {Question} question
 * @param {HTMLElement} place
 */
export function showText(question, place) {
  place.replaceChildren(...[...wording(question).childNodes].map((node) => node.cloneNode(true)));
}
