// The words of chosen questions: those of this bank stand in the page, those of others come from the search's index, and
// where that cannot be had, or for questions of the reader's own, from what was stored with the choice.
import { say } from "../core/words.js";
import { showText, textOf } from "./questions.js";

/**
 * @import { Entry, Chosen } from "../core/own-record.js"
 * @import { Question, Questions } from "./questions.js"
 * @typedef {Map<string, {text: string, language: string}>} Titles
 */

const page = document.documentElement.lang;

export class Texts {
  /** @type {Titles} */
  #titles = new Map();
  #isAsked = false;

  /**
   * `load` gives the words of all banks; `known` is told once they are there.
   * @param {Questions} questions
   * @param {() => Promise<Titles>} load
   */
  constructor(questions, load) {
    this.here = new Map([...questions.values()].map((question) => [question.name, question]));
    this.load = load;
    this.known = () => {};
  }

  /**
   * A question of this bank as what is chosen.
   * @param {Question} question
   * @returns {Chosen}
   */
  chosen(question) {
    return { id: question.name, text: textOf(question), language: page };
  }

  /**
   * An entry with the words that are shown for it: a file is read elsewhere, too.
   * @param {Entry} entry
   * @returns {Entry}
   */
  whole(entry) {
    const here = this.here.get(entry.id);
    if (here) return { ...entry, ...this.chosen(here) };
    const { text, language } = this.#elsewhere(entry) ?? entry;
    return { ...entry, text, language: language || page };
  }

  /** @param {Entry} entry */
  of(entry) {
    const here = this.here.get(entry.id);
    if (here) return textOf(here);
    return this.#elsewhere(entry)?.text ?? "";
  }

  /**
   * @param {Entry} entry
   * @param {HTMLElement} place
   */
  show(entry, place) {
    const here = this.here.get(entry.id);
    place.removeAttribute("lang");
    if (here) {
      showText(here, place);
      return;
    }
    const found = this.#elsewhere(entry);
    place.textContent = found?.text ?? say("bank-gone", { name: entry.id });
    if (found?.language && found.language !== page) place.lang = found.language;
  }

  /** @param {Entry} entry */
  #elsewhere(entry) {
    const title = this.#titles.get(entry.id);
    if (!title) this.#ask();
    return title ?? (entry.text ? entry : undefined);
  }

  async #ask() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      this.#titles = await this.load();
      this.known();
    } catch {
      // What was stored with the choice stands for it; it is asked again with the next page.
    }
  }
}
