// One search over the questions of all banks and those of one's own: by words in any form, phase, topic and type.
import { addressOf, keep, wanted } from "../core/address.js";
import { all, make, one, put } from "../core/element.js";
import { Favourites } from "../core/favourites.js";
import { fold, matcher } from "../core/fold.js";
import { counted } from "../core/formats.js";
import { OwnSheet } from "../core/own-sheet.js";
import { add, onOwn, ownQuestions } from "../core/own-questions.js";
import { awaited } from "../core/ready.js";
import { clean } from "../core/untrusted.js";
import { say } from "../core/words.js";
import { FACETS, valuesOf } from "./data.js";
import { itemOf, showState } from "./item.js";

/**
 * A question as the panel shows it: `pieces` are its words, with what was looked for marked; one of a bank has an address.
 * @import { Choice, Written } from "./data.js"
 * @typedef {{id: string, part: string | null, title: [text: string, marked: boolean][], of: string, language: string, address: string}} Result
 * @typedef {{name: string, pieces: [text: string, marked: boolean][], of: string, language: string, href: string}} Asked
 * @typedef {{find: (query: string) => Result[], all: () => Result[]}} Source
 */

const FEW = 20;
const REST = 400;

export class Panel {
  #shown = FEW;
  #typing = 0;
  /** @type {{id: string, text: string, folded: string}[]} */
  #own = [];

  /**
   * @param {HTMLElement} element
   * @param {Source} source
   * @param {Written} written
   * @param {string} root
   */
  constructor(element, source, written, root) {
    this.element = element;
    this.source = source;
    this.root = root;
    this.values = valuesOf(written);
    this.isInPage = !element.closest("dialog");
    this.field = this.#part("q", HTMLInputElement);
    this.selects = new Map(FACETS.map((facet) => [facet, this.#part(facet, HTMLSelectElement)]));
    this.favourites = new Favourites(() => this.show());
    this.sheet = new OwnSheet(() => this.#state(), (word) => this.#trouble(word));
    for (const [facet, select] of this.selects) this.#fill(select, written.facets[facet]);
    // The worksheet stands on the page of every bank.
    const [bank] = source.all().filter(({ id, part }) => this.values.has(`${id}/${part}`));
    if (bank) {
      const href = `${addressOf(bank.address.split("#")[0], root)}#tk_sheet`;
      Object.assign(this.#part("sheet", HTMLAnchorElement), { href, target: "_blank", rel: "noopener" });
    }
  }

  /**
   * @template {HTMLElement} [T=HTMLElement]
   * @param {string} name
   * @param {new () => T} [type]
   */
  #part(name, type) {
    return one(this.element, `[data-all="${name}"]`, type);
  }

  /**
   * @param {HTMLSelectElement} select
   * @param {Choice[]} choices
   */
  #fill(select, choices) {
    const groups = [...new Set(choices.map(([, , group]) => group))];
    for (const group of groups) {
      const options = choices.filter((choice) => choice[2] === group).map(([value, label]) => new Option(label, value));
      if (!group) select.append(...options);
      else {
        const made = make("optgroup", "", ...options);
        made.label = group;
        select.append(made);
      }
    }
  }

  start() {
    this.field.addEventListener("input", () => this.#changed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || this.isInPage) return;
      // Some browsers would empty the field first.
      event.preventDefault();
      this.element.closest("dialog")?.close();
    });
    for (const select of this.selects.values()) select.addEventListener("change", () => this.#changed());
    for (const chip of this.#chips) {
      chip.addEventListener("click", () => {
        chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
        this.#changed();
      });
    }
    this.#part("reset").addEventListener("click", () => {
      this.#clear();
      this.#changed();
      this.field.focus();
    });
    this.#part("more").addEventListener("click", () => this.#more());
    this.#part("add", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      awaited(this.#saveOwn());
    });
    onOwn(() => this.loadOwn());
    if (this.isInPage) this.#fromAddress();
    return awaited(Promise.all([this.favourites.load(), this.sheet.load(), this.loadOwn()]));
  }

  get #chips() {
    return all(this.element, "button[aria-pressed][data-all]");
  }

  /** @param {string} name */
  #isOn(name) {
    return this.#part(name).getAttribute("aria-pressed") === "true";
  }

  // -- what is looked for -------------------------------------------------------------------

  #fromAddress() {
    // Who was quicker than what is loaded has typed something newer.
    this.field.value ||= wanted("ask").slice(0, this.field.maxLength);
    for (const [facet, select] of this.selects) {
      const value = wanted(`ask-${facet}`);
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
  }

  #changed() {
    this.#shown = FEW;
    this.show();
    if (!this.isInPage) return;
    clearTimeout(this.#typing);
    const values = [...this.selects].map(([facet, select]) => [`ask-${facet}`, select.value]);
    this.#typing = setTimeout(() => keep({ ask: this.field.value.trim(), ...Object.fromEntries(values) }), REST);
  }

  #clear() {
    this.field.value = "";
    for (const select of this.selects.values()) select.value = "";
    for (const chip of this.#chips) chip.setAttribute("aria-pressed", "false");
  }

  /** @returns {Asked[]} */
  #found() {
    const query = this.field.value.trim();
    const chosen = [...this.selects].filter(([, select]) => select.value);
    const found = query ? this.source.find(query) : this.source.all();
    const asked = found.flatMap(({ id, part, title, of, language, address }) => {
      const name = `${id}/${part}`;
      const values = this.values.get(name);
      const fits = values && chosen.every(([facet, select]) => values[facet].includes(select.value));
      return fits ? [{ name, pieces: title, of, language, href: addressOf(address, this.root) }] : [];
    });
    const all = [...this.#ownFound(query, chosen.length > 0), ...(this.#isOn("own") ? [] : asked)];
    return this.#isOn("fav") ? all.filter(({ name }) => this.favourites.has(name)) : all;
  }

  /**
   * Questions of one's own have words only.
   * @param {string} query
   * @param {boolean} isNarrowed
   * @returns {Asked[]}
   */
  #ownFound(query, isNarrowed) {
    if (isNarrowed) return [];
    const matches = matcher(query);
    return this.#own
      .filter(({ folded }) => matches(folded))
      .map(({ id, text }) => ({ name: id, pieces: [[text, false]], of: say("all-own"), language: "", href: "" }));
  }

  // -- what is shown ------------------------------------------------------------------------

  show() {
    const found = this.#found();
    const items = found.slice(0, this.#shown).map((asked) => itemOf(asked, this));
    this.#part("list").replaceChildren(...items);
    this.#state();
    put(this.#part("result"), found.length ? say("all-found", { count: counted(found.length) }) : say("all-none"));
    this.#part("more").hidden = found.length <= this.#shown;
    const isNarrowed = [...this.selects.values()].some(({ value }) => value) || this.#isOn("fav") || this.#isOn("own");
    this.#part("reset").hidden = !isNarrowed && !this.field.value;
  }

  /** Which of the shown are favourites or chosen. */
  #state() {
    const chosen = new Set(this.sheet.now.questions.map(({ id }) => id));
    showState(this.#part("list"), this.favourites, chosen);
    put(this.#part("sheet"), say("all-sheet", { count: counted(chosen.size) }));
  }

  #more() {
    const before = this.#shown;
    this.#shown += FEW;
    this.show();
    // The reader goes on where the list went on.
    maybeFocus(this.#part("list").children[before]);
  }

  /** @param {string | null | undefined} word */
  #trouble(word) {
    put(this.#part("trouble"), word ? say(`all-${word}`) : "");
  }

  // -- questions of one's own ---------------------------------------------------------------

  async loadOwn() {
    const found = await ownQuestions().catch(() => []);
    this.#own = found.map((question) => ({ ...question, folded: fold(question.text) }));
    this.show();
  }

  async #saveOwn() {
    const area = this.#part("text", HTMLTextAreaElement);
    const text = clean(area.value).trim();
    if (!text) {
      area.focus();
      return;
    }
    try {
      await add(text);
      area.value = "";
      this.#clear();
      await this.loadOwn();
      put(this.#part("result"), say("all-added"));
    } catch {
      this.#trouble("storage-blocked");
    }
  }
}

/** @param {Element | undefined} item */
function maybeFocus(item) {
  if (item) one(item, "a, button").focus();
}
