// The list of questions: which are shown, and what is said of it.
import { all, one } from "../core/element.js";
import { counted } from "../core/formats.js";
import { say } from "../core/words.js";
import { Filters } from "./filters.js";
import { hook } from "./hook.js";
import { target } from "./questions.js";
import { tellLater } from "./result.js";

/** @import { Question, Questions } from "./questions.js" */

/**
 * A group's questions follow its heading, up to the next.
 * @param {Questions} questions
 */
function readGroups(questions) {
  const groups = all(document, ".question-group").map((heading) => ({
    heading,
    elements: /** @type {HTMLElement[]} */ ([]),
  }));
  for (const { element } of questions.values()) {
    const group = groups.findLast(
      ({ heading }) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    group?.elements.push(element);
  }
  return groups;
}

export class List {
  /** @type {Question[]} */
  shown = [];
  #tellResult = tellLater(hook("result"));

  /**
   * @param {HTMLElement} tools
   * @param {Questions} questions
   * @param {(question: Question) => boolean} isFavourite
   */
  constructor(tools, questions, isFavourite) {
    this.tools = tools;
    this.questions = questions;
    this.groups = readGroups(questions);
    this.filters = new Filters(tools, questions, isFavourite);
  }

  offer() {
    const { filters } = this;
    const changed = () => {
      filters.keepAddress();
      this.apply();
    };
    filters.search.addEventListener("input", changed);
    for (const select of filters.selects.values()) select.addEventListener("change", changed);
    filters.favourites.addEventListener("click", () => {
      filters.setFavourites(!filters.onlyFavourites);
      changed();
    });
    one(this.tools, "[data-do=reset]").addEventListener("click", () => {
      filters.clear();
      changed();
      filters.search.focus();
    });
    addEventListener("hashchange", () => {
      this.apply();
      // The browser looked for it before it was there.
      target(this.questions)?.element.scrollIntoView();
    });
  }

  /** Shows what the address asks for; favourites are shown once they are known. */
  start() {
    this.filters.takeAddress();
    if (!this.filters.onlyFavourites) this.apply();
    if (this.filters.any) target(this.questions)?.element.scrollIntoView();
  }

  apply() {
    const { filters, questions, tools } = this;
    this.shown = filters.fitting();
    // A question that was linked to is there, whatever the filters say.
    const linked = target(questions);
    for (const question of questions.values()) {
      question.element.classList.toggle("filtered-out", question !== linked && !this.shown.includes(question));
    }
    for (const { heading, elements } of this.groups) {
      const isEmpty = elements.every((element) => element.classList.contains("filtered-out"));
      heading.classList.toggle("filtered-out", isEmpty);
    }
    filters.showCounts();
    hook("active").textContent = filters.active ? say("bank-active", { count: counted(filters.active) }) : "";
    one(tools, "[data-do=reset]").hidden = !filters.any;
    for (const button of all(tools, "[data-do=draw], [data-do=choose-shown]", HTMLButtonElement)) {
      button.disabled = !this.shown.length;
    }
    this.#tellResult(this.shown.length, questions.size);
  }

  /** Leaves the reader among the questions that are still there, when one has gone. */
  focus() {
    const [first] = this.shown;
    (first ? one(first.element, "[data-star]") : this.filters.favourites).focus();
  }
}
