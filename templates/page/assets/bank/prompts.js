// A bank of questions to ask: to filter, draw, keep, copy and choose from.
import { keep, wanted } from "../core/address.js";
import { card } from "./card.js";
import { copy } from "./copy.js";
import { Favourites } from "./favourites.js";
import { Filters } from "./filters.js";
import { choose, OwnSheet, remove } from "./own.js";
import { readQuestions, setAddress, target, textOf } from "./questions.js";
import { tellLater } from "./result.js";
import { sheetView } from "./sheet.js";
import { why } from "../core/store.js";
import { put, say } from "../core/words.js";

const hook = (name) => document.querySelector(`[data-bank="${name}"]`);

export function offerQuestions(tools) {
  const bank = tools.dataset.bankId;
  const questions = readQuestions(bank);
  const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);
  const tellResult = tellLater(hook("result"));
  const dialog = hook("card");
  let shown = [];

  function notSaved(word) {
    return say("bank-not-saved", { reason: say(`bank-${word}`) });
  }

  function tellTrouble(text) {
    // What lies behind an open dialog is neither seen nor read out.
    hook("trouble").textContent = dialog.open ? "" : text;
    hook("card-trouble").textContent = dialog.open ? text : "";
  }

  // -- favourites ---------------------------------------------------------------------------

  const favourites = new Favourites(() => {
    for (const { name, element } of questions.values()) {
      element.querySelector("[data-star]").setAttribute("aria-pressed", String(favourites.has(name)));
    }
    showStarOfCard();
    apply();
  });

  function showStarOfCard() {
    const question = questions.get(dialog.dataset.question);
    if (!question) return;
    const star = dialog.querySelector("[data-star]");
    star.setAttribute("aria-pressed", String(favourites.has(question.name)));
  }

  async function turnStar({ name }) {
    try {
      await favourites.set(name, !favourites.has(name));
      tellTrouble("");
    } catch (error) {
      tellTrouble(notSaved(why(error)));
    }
  }

  // -- filters --------------------------------------------------------------------------------

  const filters = new Filters(tools, questions, ({ name }) => favourites.has(name));
  const headings = [...document.querySelectorAll(".question-group")];

  // A group's questions follow its heading, up to the next.
  const groups = new Map(headings.map((heading) => [heading, []]));
  for (const { element } of questions.values()) {
    const heading = headings.findLast(
      (other) => other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    groups.get(heading)?.push(element);
  }

  function apply() {
    shown = filters.fitting();
    // A question that was linked to is there, whatever the filters say.
    const linked = target(questions);
    for (const question of questions.values()) {
      question.element.classList.toggle("filtered-out", question !== linked && !shown.includes(question));
    }
    for (const [heading, elements] of groups) {
      const isEmpty = elements.every((element) => element.classList.contains("filtered-out"));
      heading.classList.toggle("filtered-out", isEmpty);
    }
    filters.showCounts(number);
    hook("active").textContent = filters.active ? say("bank-active", { count: number(filters.active) }) : "";
    tools.querySelector("[data-do=reset]").hidden = !filters.any;
    tools.querySelector("[data-do=draw]").disabled = !shown.length;
    tools.querySelector("[data-do=choose-shown]").disabled = !shown.length;
    tellResult(shown.length, questions.size);
  }

  function changed() {
    filters.keepAddress();
    apply();
  }

  filters.search.addEventListener("input", changed);
  for (const select of filters.selects.values()) select.addEventListener("change", changed);
  filters.favourites.addEventListener("click", () => {
    filters.setFavourites(!filters.onlyFavourites);
    changed();
  });
  tools.querySelector("[data-do=reset]").addEventListener("click", () => {
    filters.clear();
    changed();
    filters.search.focus();
  });
  addEventListener("hashchange", () => {
    apply();
    // The browser looked for it before it was there.
    target(questions)?.element.scrollIntoView();
  });

  // -- the worksheet of one's own ---------------------------------------------------------------

  const own = new OwnSheet(bank, showChoice, (word) => {
    const text = word ? notSaved(word) : word === null ? say("bank-saved") : "";
    for (const name of ["state", "bar-state"]) {
      const line = hook(name);
      put(line, text);
      line.classList.toggle("wrong", Boolean(word));
    }
    if (word) addEventListener("beforeunload", keepFromLeaving);
    else removeEventListener("beforeunload", keepFromLeaving);
  });
  const sheet = sheetView({
    section: hook("sheet"),
    bank,
    questions,
    own,
    say: (text) => (hook("said").textContent = text),
  });

  function keepFromLeaving(event) {
    event.preventDefault();
  }

  function showChoice() {
    const chosen = new Set(own.now.questions.map(({ id }) => id));
    for (const { id, element } of questions.values()) {
      element.querySelector("[data-choose]").checked = chosen.has(id);
    }
    hook("chosen").textContent = say("bank-chosen", { count: number(chosen.size) });
    hook("bar").hidden = !chosen.size;
    document.documentElement.classList.toggle("has-choice", chosen.size > 0);
    sheet.refresh();
  }

  tools.querySelector("[data-do=choose-shown]").addEventListener("click", () => {
    own.change(choose(shown.map(({ id }) => id)));
  });

  // -- copying ----------------------------------------------------------------------------------

  function forgetCopied() {
    for (const other of document.querySelectorAll("[data-copied]")) {
      other.querySelector("span").textContent = other.dataset.copied;
      delete other.dataset.copied;
    }
    for (const name of ["said", "card-said"]) hook(name).textContent = "";
  }

  async function copyFrom(button, text) {
    forgetCopied();
    if (!(await copy(text, hook("copy")))) return;
    const word = button.querySelector("span");
    button.dataset.copied = word.textContent;
    word.textContent = say("bank-copied");
    hook(dialog.open ? "card-said" : "said").textContent = say("bank-copied");
  }

  for (const button of document.querySelectorAll("[data-do=copy-list]")) {
    button.addEventListener("click", () => copyFrom(button, sheet.asList()));
  }

  // -- each question ----------------------------------------------------------------------------

  function offer(element, question) {
    const star = element.querySelector("[data-star]");
    const copier = element.querySelector("[data-copy]");
    star.addEventListener("click", () => {
      turnStar(question());
      // A question that has gone with its star leaves the reader among those that are still there.
      if (element.classList.contains("filtered-out")) {
        (shown[0]?.element.querySelector("[data-star]") ?? filters.favourites).focus();
      }
    });
    copier.addEventListener("click", () => copyFrom(copier, textOf(question())));
  }

  for (const question of questions.values()) {
    offer(question.element, () => question);
    // Some browsers bring ticks of an earlier visit back; here the address and the store say what is chosen.
    question.element.querySelector("[data-choose]").autocomplete = "off";
    question.element.querySelector("[data-choose]").addEventListener("change", ({ target }) => {
      own.change(target.checked ? choose([question.id]) : remove(question.id));
    });
  }

  // -- the card -----------------------------------------------------------------------------------

  const onTurn = () => {
    showStarOfCard();
    forgetCopied();
  };
  const drawn = card({ dialog, questions, shown: () => shown, number, onTurn });
  offer(dialog, () => drawn.question);
  tools.querySelector("[data-do=draw]").addEventListener("click", () => drawn.open());

  // -- form of address ------------------------------------------------------------------------------

  const forms = hook("address");
  setAddress(wanted("address"));
  if (forms) {
    forms.value = document.documentElement.dataset.address ?? "";
    forms.addEventListener("change", () => {
      setAddress(forms.value);
      keep({ address: forms.value });
      sheet.refreshTexts();
    });
  }

  filters.takeAddress();
  // Favourites are shown once they are known.
  if (!filters.onlyFavourites) apply();
  if (filters.any) target(questions)?.element.scrollIntoView();
  favourites.load();
  own.load();
}
