// One question at a time in large type, drawn from those that are shown.
import { Deck } from "./deck.js";
import { showText } from "./questions.js";
import { say } from "../core/words.js";

const MORE = ".question-intent, .use-when, .avoid-when, .caution, .then, ul.questions";

// `shown` gives the questions to draw from, `questions` all of them by id; `onTurn` is told what is on the card.
export function card({ dialog, questions, shown, number, onTurn }) {
  const part = (name) => dialog.querySelector(`[data-bank=${name}]`);
  const previous = dialog.querySelector("[data-do=previous]");
  const more = part("card-more");
  let deck = new Deck([]);
  // A follow-up question stands before the one that was drawn, which comes back after it.
  let aside = null;

  function show() {
    const question = aside ?? deck.current;
    showText(question, part("card-question"));
    part("progress").textContent = aside
      ? say("bank-follow-up")
      : say("bank-progress", { number: number(deck.number), all: number(deck.values.length) });
    const found = [...question.element.querySelectorAll(MORE)];
    more.lastElementChild.replaceChildren(...found.map((element) => element.cloneNode(true)));
    more.hidden = !found.length;
    // Not disabled, since that would take the focus from under the reader's hand.
    previous.setAttribute("aria-disabled", String(!aside && deck.isFirst));
    dialog.querySelector(".card-body").scrollTop = 0;
    dialog.dataset.question = question.id;
    onTurn(question);
  }

  function next() {
    aside = null;
    deck.next();
    show();
  }

  function back() {
    if (aside) aside = null;
    else deck.previous();
    show();
  }

  dialog.querySelector("[data-do=next]").addEventListener("click", next);
  previous.addEventListener("click", back);
  dialog.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight") next();
    if (event.key === "ArrowLeft") back();
  });
  more.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.pathname !== location.pathname) return;
    const follow = questions.get(decodeURIComponent(link.hash.slice(1)));
    if (!follow) return;
    event.preventDefault();
    aside = follow;
    show();
    dialog.querySelector("[data-do=next]").focus();
  });

  return {
    open() {
      const values = shown();
      if (!values.length) return;
      if (!deck.holds(values)) deck = new Deck(values);
      next();
      dialog.showModal();
      dialog.querySelector("[data-do=next]").focus();
    },
    refresh() {
      if (dialog.open) show();
    },
    get question() {
      return aside ?? deck.current;
    },
  };
}
