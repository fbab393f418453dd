// The view of the worksheet that was made of questions: to fill in here, to print, to save and open again.
import { ask } from "../core/dialog.js";
import { onFile } from "../core/download.js";
import { all, maybe, one } from "../core/element.js";
import { writtenDay } from "../core/formats.js";
import { empty, head, isEmpty, replace } from "../core/own-record.js";
import { clean, Refused } from "../core/untrusted.js";
import { join, say } from "../core/words.js";
import { hook } from "./hook.js";
import { read, write as download } from "./own-file.js";
import { target } from "./questions.js";
import { paper, putValue, SheetItem } from "./sheet-item.js";

/**
 * @import { Entry, Sheet } from "../core/own-record.js"
 * @import { OwnSheet } from "../core/own-sheet.js"
 * @import { Questions } from "./questions.js"
 * @import { Texts } from "./texts.js"
 */

const VIEW = "#tk_sheet";

/** @param {string} text */
function tell(text, wrong = false) {
  const message = hook("message");
  message.textContent = text;
  message.classList.toggle("wrong", wrong);
}

/**
 * Whether the reader agrees to lose what stands there.
 * @param {string} word
 * @param {string} label
 */
async function agrees(word, label) {
  const answers = /** @type {[string, string, boolean][]} */ ([
    ["", say("ask-cancel"), true],
    ["yes", label, false],
  ]);
  return (await ask(say(word), answers)) === "yes";
}

export class SheetView {
  /** @type {Map<string, SheetItem>} */
  #items = new Map();
  #section = hook("sheet");
  #form = hook("form", HTMLFormElement);
  #place = 0;
  // A half-typed date has no value: the one before stays stored, and that is told.
  #isHalf = false;

  /**
   * @param {string} bank
   * @param {Questions} questions
   * @param {Texts} texts
   * @param {OwnSheet} own
   */
  constructor(bank, questions, texts, own) {
    this.bank = bank;
    this.questions = questions;
    this.texts = texts;
    texts.known = () => this.refreshTexts();
    this.own = own;
  }

  offer() {
    for (const key of ["title", "name"]) {
      const control = this.#control(key);
      control.addEventListener("input", () => this.own.change(head({ [key]: clean(control.value) })));
    }
    // The browser tells nobody that half a date was typed.
    for (const type of ["input", "keyup"]) {
      this.#control("date").addEventListener(type, () => this.#readDate(type === "input"));
    }
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    const file = hook("file", HTMLInputElement);
    onFile(file, (chosen) => this.#open(chosen));
    const tasks = {
      print: () => print(),
      save: () => this.#save(),
      open: () => file.click(),
      clear: () => this.#clear(),
    };
    for (const [name, task] of Object.entries(tasks)) {
      one(this.#section, `[data-do=${name}]`).addEventListener("click", task);
    }
    addEventListener("hashchange", () => this.#turn());
    this.#turn();
  }

  /** @param {string} name */
  #control(name) {
    return one(this.#form, `input[name=${name}]`, HTMLInputElement);
  }

  // -- the view and the list take each other's place ----------------------------------------

  #turn() {
    const { classList } = document.documentElement;
    const wanted = location.hash === VIEW;
    if (wanted === classList.contains("sheet-view")) return;
    if (wanted) this.#place = scrollY;
    classList.toggle("sheet-view", wanted);
    if (wanted) {
      hook("heading").focus({ preventScroll: true });
      scrollTo(0, 0);
    } else {
      tell("");
      // A link to a question leads there.
      if (target(this.questions)) return;
      scrollTo(0, this.#place);
      one(document, ".to-sheet").focus({ preventScroll: true });
    }
  }

  // -- what is shown ------------------------------------------------------------------------

  refresh() {
    const sheet = this.own.now;
    const wanted = sheet.questions.map((entry) => this.#items.get(entry.id) ?? this.#make(entry));
    for (const [id, item] of this.#items) {
      if (wanted.includes(item)) continue;
      item.element.remove();
      this.#items.delete(id);
    }
    const list = hook("items");
    // What stands where it belongs is not touched: moving an element takes its focus.
    wanted.forEach((item, index) => {
      if (list.children[index] !== item.element) list.insertBefore(item.element, list.children[index] ?? null);
      item.show(sheet.questions[index], index === 0, index === wanted.length - 1);
    });
    this.#showHead(sheet);
    hook("empty").hidden = wanted.length > 0;
  }

  /** The form of address has changed. */
  refreshTexts() {
    for (const entry of this.own.now.questions) this.#items.get(entry.id)?.name(entry, this.texts);
  }

  /** The chosen questions as lines of text. */
  asList() {
    const chosen = this.own.now.questions.map((entry) => this.texts.of(entry)).filter(Boolean);
    return chosen.map((text) => `– ${text}`).join("\n");
  }

  /** @param {Entry} entry */
  #make(entry) {
    const item = new SheetItem(entry.id, this.own, (text, neighbour) => {
      ((neighbour && maybe(neighbour, "[data-remove]")) ?? hook("heading")).focus();
      tell(text);
    });
    item.name(entry, this.texts);
    this.#items.set(entry.id, item);
    return item;
  }

  /** @param {Sheet} sheet */
  #showHead({ title, name, date }) {
    for (const [key, value] of Object.entries({ title, name, date })) {
      const control = this.#control(key);
      // A date that is half typed has no value yet.
      if (!control.validity.badInput) putValue(control, value);
    }
    hook("print-title").textContent = title.trim() || say("bank-title");
    const [nameRoom, dateRoom] = all(this.#form, ".own-who .paper");
    paper(nameRoom, name, 1);
    paper(dateRoom, date && writtenDay(date), 1);
  }

  // -- what can be done ---------------------------------------------------------------------

  /** @param {boolean} isInput */
  #readDate(isInput) {
    const { value, validity } = this.#control("date");
    if (validity.badInput !== this.#isHalf) tell(validity.badInput ? say("bank-half") : "", validity.badInput);
    this.#isHalf = validity.badInput;
    if (!this.#isHalf && isInput) this.own.change(head({ date: value }));
  }

  #save() {
    if (this.#isHalf) {
      tell(say("bank-half"), true);
      this.#control("date").focus();
    } else tell(say("bank-downloaded", { file: download(this.#complete(), this.bank) }));
  }

  /**
   * A question of this bank must be there; of the others, this page does not know.
   * @param {string} name
   */
  #isKnown(name) {
    return !name.startsWith(`${this.bank}/`) || this.texts.here.has(name);
  }

  /** The sheet with the words of its questions. */
  #complete() {
    return { ...this.own.now, questions: this.own.now.questions.map((entry) => this.texts.whole(entry)) };
  }

  /** @param {File} chosen */
  async #open(chosen) {
    try {
      const found = await read(chosen, (name) => this.#isKnown(name));
      const isBlank = isEmpty({ ...this.own.now, kept: [] });
      if (!isBlank && !(await agrees("bank-replace", say("ask-open")))) return;
      await this.own.change(replace(found));
      tell(say("bank-opened"));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      tell(join(" ", [say("bank-refused"), say(error.word, { name: error.detail })]), true);
    }
  }

  async #clear() {
    if (!(await agrees("bank-clear", say("ask-clear")))) return;
    await this.own.change(empty);
    tell("");
    hook("heading").focus();
  }
}
