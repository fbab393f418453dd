// One question at a time in large type, drawn from those that are shown.
import { all, around, copyOf, one } from "../core/element.js";
import { counted } from "../core/formats.js";
import { say } from "../core/words.js";
import { Deck } from "./deck.js";
import { hook } from "./hook.js";
import { showText } from "./questions.js";

/** @import { Question, Questions } from "./questions.js" */

const MORE = ".question-intent, .use-when, .avoid-when, .caution, .then, ul.questions";

export class Card {
  /** @type {Deck<Question>} */
  #deck = new Deck([]);
  /**
   * A follow-up question stands before the one that was drawn, which comes back after it.
   * @type {Question | null}
   */
  #aside = null;
  #more = hook("card-more");

  /**
   * `shown` gives the questions to draw from, `questions` all of them by id; `onTurn` is told that another is shown.
   * @param {Questions} questions
   * @param {() => Question[]} shown
   * @param {() => void} onTurn
   */
  constructor(questions, shown, onTurn) {
    this.dialog = hook("card", HTMLDialogElement);
    this.questions = questions;
    this.shown = shown;
    this.onTurn = onTurn;
    this.forward = one(this.dialog, "[data-do=next]");
    this.back = one(this.dialog, "[data-do=previous]");
    this.forward.addEventListener("click", () => this.#next());
    this.back.addEventListener("click", () => this.#previous());
    this.dialog.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowRight") this.#next();
      if (event.key === "ArrowLeft") this.#previous();
    });
    this.#more.addEventListener("click", (event) => this.#follow(event));
  }

  get question() {
    return this.#aside ?? this.#deck.current;
  }

  open() {
    const values = this.shown();
    if (!values.length) return;
    if (!this.#deck.holds(values)) this.#deck = new Deck(values);
    this.#next();
    this.dialog.showModal();
    this.forward.focus();
  }

  #show() {
    const { question } = this;
    if (!question) return;
    showText(question, hook("card-question"));
    hook("progress").textContent = this.#aside
      ? say("bank-follow-up")
      : say("bank-progress", { number: counted(this.#deck.number), all: counted(this.#deck.values.length) });
    const found = all(question.element, MORE);
    one(this.#more, ":scope > :last-child").replaceChildren(...found.map(copyOf));
    this.#more.hidden = !found.length;
    // Not disabled, since that would take the focus from under the reader's hand.
    this.back.setAttribute("aria-disabled", String(!this.#aside && this.#deck.isFirst));
    one(this.dialog, ".card-body").scrollTop = 0;
    this.dialog.dataset.question = question.id;
    this.onTurn();
  }

  #next() {
    this.#aside = null;
    this.#deck.next();
    this.#show();
  }

  #previous() {
    if (this.#aside) this.#aside = null;
    else this.#deck.previous();
    this.#show();
  }

  /** @param {Event} event */
  #follow(event) {
    const link = around(event, "a[href]", HTMLAnchorElement);
    if (!link || link.pathname !== location.pathname) return;
    const follow = this.questions.get(decodeURIComponent(link.hash.slice(1)));
    if (!follow) return;
    event.preventDefault();
    this.#aside = follow;
    this.#show();
    this.forward.focus();
  }
}
