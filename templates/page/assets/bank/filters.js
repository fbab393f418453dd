// Which questions are shown: the choices, what each would lead to, and their place in the address.
import { keep, wanted } from "../core/address.js";
import { one } from "../core/element.js";
import { matcher } from "../core/fold.js";
import { counted } from "../core/formats.js";
import { read } from "../core/words.js";
import { hook } from "./hook.js";

/** @import { Question, Questions } from "./questions.js" */

const FACETS = ["phase", "topic", "depth", "type"];

export class Filters {
  /**
   * @param {HTMLElement} tools
   * @param {Questions} questions
   * @param {(question: Question) => boolean} isFavourite
   */
  constructor(tools, questions, isFavourite) {
    this.questions = [...questions.values()];
    this.isFavourite = isFavourite;
    this.search = one(tools, "[data-filter=q]", HTMLInputElement);
    this.favourites = one(tools, "[data-filter=fav]");
    this.selects = new Map(FACETS.map((name) => [name, one(tools, `[data-filter=${name}]`, HTMLSelectElement)]));
    const options = [...this.selects.values()].flatMap((select) => [...select.options]);
    this.labels = new Map(options.map((option) => [option, read(option)]));
  }

  /** Takes what the address asks for; a value that no choice has is left alone. */
  takeAddress() {
    this.search.value = wanted("q");
    for (const [name, select] of this.selects) {
      const value = wanted(name);
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    this.setFavourites(wanted("fav") === "1");
  }

  keepAddress() {
    const chosen = [...this.selects].map(([name, select]) => [name, select.value]);
    keep({ q: this.search.value, ...Object.fromEntries(chosen), fav: this.onlyFavourites ? "1" : "" });
  }

  get onlyFavourites() {
    return this.favourites.getAttribute("aria-pressed") === "true";
  }

  /** @param {boolean} only */
  setFavourites(only) {
    this.favourites.setAttribute("aria-pressed", String(only));
  }

  clear() {
    this.search.value = "";
    for (const select of this.selects.values()) select.value = "";
    this.setFavourites(false);
  }

  /** How many of the choices that lie folded away are made. */
  get active() {
    return [...this.selects.values()].filter((select) => select.value).length;
  }

  get any() {
    return Boolean(this.active || this.search.value || this.onlyFavourites);
  }

  /** The questions that fit all choices but the one left out. */
  fitting(without = "") {
    const matches = matcher(this.search.value);
    const chosen = [...this.selects].filter(([name, select]) => select.value && name !== without);
    return this.questions.filter(
      (question) =>
        matches(question.folded) &&
        (without === "fav" || !this.onlyFavourites || this.isFavourite(question)) &&
        chosen.every(([name, select]) => question.values[name].includes(select.value)),
    );
  }

  /** Says beside each choice how many questions it would show; one that shows none cannot be made. */
  showCounts() {
    for (const [name, select] of this.selects) {
      const counts = new Map();
      for (const question of this.fitting(name)) {
        for (const value of question.values[name]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts.get(option.value) ?? 0;
        option.textContent = `${this.labels.get(option)} (${counted(count)})`;
        option.disabled = !count && !option.selected;
      }
    }
    const favourites = this.fitting("fav").filter(this.isFavourite).length;
    hook("favourite-count").textContent = `(${counted(favourites)})`;
  }
}
