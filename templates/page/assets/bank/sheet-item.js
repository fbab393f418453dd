// One question of the worksheet of one's own: its words, its room to write in, and its place.
import { all, make, one, told } from "../core/element.js";
import { move, remove, write } from "../core/own-record.js";
import { clean } from "../core/untrusted.js";
import { say } from "../core/words.js";
import { hook } from "./hook.js";

/**
 * @import { Entry } from "../core/own-record.js"
 * @import { OwnSheet } from "../core/own-sheet.js"
 * @import { Texts } from "./texts.js"
 */

/**
 * What a control becomes on paper: the whole of a text, however long, or lines to write on.
 * @param {HTMLElement} room
 * @param {string} text
 * @param {number} lines
 */
export function paper(room, text, lines) {
  room.textContent = text;
  if (text.trim()) return;
  room.replaceChildren(...Array.from({ length: lines }, () => make("i")));
}

/**
 * Puts a value where it is another, so that the reader's place in it stays.
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @param {string} value
 */
export function putValue(control, value) {
  if (control.value !== value) control.value = value;
}

export class SheetItem {
  /**
   * `removed` is told what to say once the question has gone, and who stands beside it.
   * @param {string} id
   * @param {OwnSheet} own
   * @param {(text: string, neighbour: Element | null) => void} removed
   */
  constructor(id, own, removed) {
    const item = hook("item", HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
    this.element = /** @type {HTMLElement} */ (item);
    this.id = id;
    this.own = own;
    this.area = one(this.element, "textarea", HTMLTextAreaElement);
    this.lines = one(this.element, "select", HTMLSelectElement);
    this.label = one(this.element, ".own-question");
    this.label.id = `tk_own.${id}`;
    this.element.dataset.own = id;
    for (const named of [this.area, one(this.element, "[role=group]")]) {
      named.setAttribute("aria-labelledby", this.label.id);
    }
    this.area.addEventListener("input", () => own.change(write(id, { answer: clean(this.area.value) })));
    this.lines.addEventListener("change", () => own.change(write(id, { lines: Number(this.lines.value) })));
    for (const button of all(this.element, "[data-move]")) button.addEventListener("click", () => this.#move(button));
    one(this.element, "[data-remove]").addEventListener("click", () => {
      const had = own.now.questions.find((entry) => entry.id === id)?.answer;
      const neighbour = this.element.nextElementSibling ?? this.element.previousElementSibling;
      own.change(remove(id));
      removed(had ? say("bank-removed") : "", neighbour);
    });
  }

  /** @param {HTMLElement} button */
  #move(button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    this.own.change(move(this.id, Number(told(button, "move"))));
    button.focus();
    const order = this.own.now.questions.map((entry) => entry.id);
    hook("said").textContent = say("bank-moved", { place: order.indexOf(this.id) + 1, all: order.length });
  }

  /**
   * @param {Entry} entry
   * @param {Texts} texts
   */
  name(entry, texts) {
    texts.show(entry, this.label);
  }

  /**
   * @param {Entry} entry
   * @param {boolean} isFirst
   * @param {boolean} isLast
   */
  show({ lines, answer }, isFirst, isLast) {
    this.area.rows = lines;
    // A sign that cannot be kept does not move the cursor of the one who typed it.
    if (clean(this.area.value) !== answer) this.area.value = answer;
    putValue(this.lines, String(lines));
    for (const [step, isEnd] of [["-1", isFirst], ["1", isLast]]) {
      one(this.element, `[data-move="${step}"]`).setAttribute("aria-disabled", String(isEnd));
    }
    paper(one(this.element, ".paper"), answer, lines);
  }
}
