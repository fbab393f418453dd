// The questions as they stand in the page.
import { fold, ownText } from "../core/fold.js";

const SEARCHED = ".question-text, .question-intent, .form-text, .use-when";

// All questions in the order of the page, by id.
export function readQuestions(bank) {
  const found = [...document.querySelectorAll("article .question")].map((element) => {
    const { phases, topics, type, depth } = element.dataset;
    const texts = [...element.querySelectorAll(SEARCHED)].map(ownText);
    return {
      id: element.id,
      name: `${bank}/${element.id}`,
      element,
      values: {
        phase: phases.split(" "),
        topic: topics.split(" "),
        type: [type],
        depth: [depth],
      },
      folded: fold(texts.join(" ")),
    };
  });
  return new Map(found.map((question) => [question.id, question]));
}

// The question that the address points at, if it does.
export function target(questions) {
  try {
    return questions.get(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return undefined;
  }
}

const FORMS = ["formal", "informal"];

// The form of address that is shown: formal, informal, or as the author wrote it.
export function address() {
  return document.documentElement.dataset.address ?? "";
}

export function setAddress(value) {
  if (FORMS.includes(value)) document.documentElement.dataset.address = value;
  else delete document.documentElement.dataset.address;
}

// The element that holds a question's words in the form of address that is shown.
function wording({ element }) {
  const form = address() && element.querySelector(`[data-form="${address()}"] .form-text`);
  return form || element.querySelector(".question-text");
}

export function textOf(question) {
  return ownText(wording(question));
}

// Puts a question's words into a place, with emphasis, language marks and a second language where there is one.
export function showText(question, place) {
  place.replaceChildren(...[...wording(question).childNodes].map((node) => node.cloneNode(true)));
}
