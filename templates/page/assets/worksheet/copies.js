// The copies of this worksheet on this device: whose is on the sheet, and the list of all.
import { ask } from "../core/dialog.js";
import { button, byId, make, one } from "../core/element.js";
import { dayOf, minuteOf } from "../core/formats.js";
import { list, onChange } from "../core/store.js";
import { say } from "../core/words.js";
import { tidy } from "./answers.js";
import { asCopy } from "./copy.js";
import { WHO } from "./places.js";
import { held } from "../core/untrusted.js";

/**
 * @import { Copy } from "./copy.js"
 * @import { Desk } from "./desk.js"
 */

const bar = byId("tk_copy-bar");
const nickname = byId("tk_copy-nickname", HTMLInputElement);
const create = one(bar, ".copy-new", HTMLButtonElement);
const choose = one(bar, ".copy-choose");
const dialog = byId("tk_copies", HTMLDialogElement);

// Not on the first button: that may be one to delete.
function begin() {
  one(dialog, "h2").focus();
}

/** @param {Copy} record */
function labelOf({ nickname: given, answers }) {
  return given || String(held(answers ?? {}, WHO) ?? "") || say("copy-unnamed");
}

/** @param {Copy} record */
function datesOf({ created, changed }) {
  return say("copy-dates", { begun: dayOf(created), changed: minuteOf(changed) });
}

/**
 * @param {string} word
 * @param {string} className
 * @param {Copy} record
 * @param {() => void} run
 */
function action(word, className, record, run) {
  return button(className, say(word), run, `${labelOf(record)}, ${minuteOf(record.changed)}`);
}

export class Copies {
  #known = 0;

  /**
   * `tasks.open(id)` and `tasks.remove(id)` do what the reader chose; `tasks.failed(error)` is told what went wrong.
   * @param {Desk} desk
   * @param {{open: (id: string) => void, remove: (id: string) => Promise<void>, failed: (error: unknown) => void}} tasks
   */
  constructor(desk, tasks) {
    this.desk = desk;
    this.tasks = tasks;
    nickname.addEventListener("input", () => {
      desk.nickname = tidy(nickname.value);
      desk.save();
    });
    choose.addEventListener("click", async () => {
      await desk.save();
      await this.#showList();
      dialog.showModal();
      begin();
    });
    onChange(({ store }) => {
      if (store === "marks") return;
      if (dialog.open) this.#showList();
      else this.refreshCount();
    });
  }

  close() {
    dialog.close();
  }

  show() {
    const { desk } = this;
    // A name that is being typed is left alone.
    if (tidy(nickname.value) !== desk.nickname) nickname.value = desk.nickname;
    nickname.placeholder = String(held(desk.content.answers, WHO) ?? "");
    const blank = this.#known ? "copy-blank-others" : "copy-blank";
    byId("tk_copy-begun").textContent = desk.record ? datesOf(desk.record) : say(blank);
    create.disabled = !desk.record && desk.isBlank;
    choose.hidden = !this.#known;
    one(choose, "span").textContent = say("copy-count", { count: this.#known });
    // The next step on a blank sheet is an earlier copy, on a filled one a new one.
    choose.classList.toggle("quiet", Boolean(desk.record) || !desk.isBlank);
  }

  async refreshCount() {
    /** @type {Copy[]} */
    let found = [];
    try {
      found = (await list("copies", this.desk.sheet.worksheet)).map(asCopy);
    } catch {
      // The corner says that nothing can be stored.
    }
    this.#known = found.length;
    this.show();
    return found;
  }

  async #showList() {
    const found = await this.refreshCount();
    const rows = found.sort((a, b) => (a.changed < b.changed ? 1 : -1)).map((record) => this.#row(record));
    one(dialog, "ul").replaceChildren(...rows);
  }

  /** @param {Copy} record */
  #row(record) {
    const isHere = record.id === this.desk.id;
    const words = make("p", "copy-words", make("strong", "", labelOf(record)), " ");
    if (isHere) words.append(make("span", "tag", say("copy-here")));
    words.append(make("span", "copy-dates", datesOf(record)));
    const buttons = make("div", "tool-row");
    if (!isHere) buttons.append(action("copy-open", "button", record, () => this.tasks.open(record.id)));
    buttons.append(action("copy-delete", "button quiet", record, () => this.#remove(record)));
    const item = make("li", "", words, buttons);
    item.dataset.copy = record.id;
    return item;
  }

  /** @param {Copy} record */
  async #remove(record) {
    const asked = say("copy-delete-ask", { name: labelOf(record) });
    const answer = await ask(asked, [
      ["", say("ask-cancel"), true],
      ["delete", say("copy-delete"), false],
    ]);
    if (answer !== "delete") return;
    try {
      await this.tasks.remove(record.id);
    } catch (error) {
      this.tasks.failed(error);
    }
    await this.#showList();
    begin();
  }
}
