// The parts of a sheet as rows of the dialog that changes it: each with its words and with what can be done to it.
import { button, make, one } from "../core/element.js";
import { say } from "../core/words.js";
import { partOf, wordFor } from "./changes.js";
import { sheet } from "./changed-page.js";
import { arranged, fieldOf, publishedIds, rowsOf } from "./changed-sheet.js";

/**
 * @import { Changes } from "./changes.js"
 *
 * @typedef {object} Tasks What a row asks for; `list` is that of the part.
 * @property {(part: string, text: string) => void} rename
 * @property {(list: string, id: string, step: number) => void} move
 * @property {(list: string, id: string) => void} leaveOut
 * @property {(list: string, id: string) => void} bringBack
 * @property {(list: string, text: string, type: string) => void} add
 * @property {(name: string, count: number) => void} count
 */

/**
 * What the parts of a list are: a word of the page.
 * @param {string} list
 */
function kindOf(list) {
  if (list === "sections") return "section";
  if (list.startsWith("section:")) return "question";
  const { key } = sheet.lists[list];
  return { segments: "area", rows: "row", row_labels: "row", options: "option" }[key] ?? "item";
}

export class Rows {
  /**
   * `usual` is what parts are called where they are published.
   * @param {Map<string, string>} usual
   * @param {Changes} changes
   * @param {Tasks} tasks
   */
  constructor(usual, changes, tasks) {
    this.usual = usual;
    this.changes = changes;
    this.tasks = tasks;
  }

  /** @param {string} part */
  name(part) {
    return wordFor(this.changes, part)?.[0] ?? this.usual.get(part) ?? "";
  }

  /** All parts, the title first. */
  all() {
    return [this.#words("title", say("change-title")), this.#list("sections")];
  }

  /**
   * @param {string} part
   * @param {string} label
   */
  #words(part, label) {
    const input = make("input");
    input.type = "text";
    input.maxLength = sheet.limits.letters;
    input.value = this.name(part);
    input.dataset.key = `words ${part}`;
    input.autocomplete = "off";
    const word = wordFor(this.changes, part);
    if (word) input.lang = word[1];
    input.addEventListener("change", () => this.tasks.rename(part, input.value));
    return make("label", "change-words", make("span", "", label), input);
  }

  /**
   * @param {string} label
   * @param {string} key
   * @param {string} name
   * @param {() => void} task
   */
  #button(label, key, name, task) {
    const made = button("button quiet", say(label), task, name);
    made.dataset.key = key;
    return made;
  }

  /**
   * @param {string} list
   * @returns {HTMLElement}
   */
  #list(list) {
    const usual = publishedIds(sheet, list);
    const ids = arranged(usual, list, this.changes);
    const shown = ids.map((id, n) => this.#row(list, id, [n, ids.length]));
    const gone = usual.filter((id) => !ids.includes(id)).map((id) => this.#gone(list, id));
    const rows = make("ol", "change-list", ...shown, ...gone);
    return list === "sections" ? rows : make("div", "", rows, this.#adder(list));
  }

  /**
   * @param {string} list
   * @param {string} id
   * @param {[number, number]} place Its place, from nought, and how many there are.
   */
  #row(list, id, [n, count]) {
    const part = partOf(list, id);
    const kind = say(`change-${kindOf(list)}`, { number: n + 1 });
    const isNamed = list === "sections" ? this.usual.get(part) : !this.#isNote(list, id);
    const name = this.name(part) || kind;
    const words = isNamed ? this.#words(part, kind) : make("p", "change-words", name);
    const up = this.#button("change-up", `up ${part}`, name, () => this.tasks.move(list, id, -1));
    const down = this.#button("change-down", `down ${part}`, name, () => this.tasks.move(list, id, 1));
    up.disabled = n === 0;
    down.disabled = n === count - 1;
    const out = this.#button("change-remove", `out ${part}`, name, () => this.tasks.leaveOut(list, id));
    return make("li", `change-${kindOf(list)}`, make("div", "change-row", words, make("div", "tool-row", up, down, out)), ...this.#within(list, id));
  }

  /**
   * @param {string} list
   * @param {string} id
   */
  #isNote(list, id) {
    return kindOf(list) === "question" && fieldOf(sheet, id)?.text !== undefined;
  }

  /**
   * What a part holds: a section its fields, a field its lists and rows.
   * @param {string} list
   * @param {string} id
   */
  #within(list, id) {
    if (list === "sections") return [this.#list(`section:${id}`)];
    if (!list.startsWith("section:")) return [];
    const lists = Object.keys(sheet.lists).filter((name) => sheet.lists[name].field === id);
    const count = rowsOf(sheet, id, this.changes);
    return [...lists.map((name) => this.#list(name)), ...(count ? [this.#counter(id, count)] : [])];
  }

  /**
   * @param {string} list
   * @param {string} id
   */
  #gone(list, id) {
    const part = partOf(list, id);
    const name = this.name(part) || say(`change-${kindOf(list)}`, { number: publishedIds(sheet, list).indexOf(id) + 1 });
    const back = this.#button("change-restore", `back ${part}`, name, () => this.tasks.bringBack(list, id));
    return make("li", "change-gone", make("div", "change-row", make("p", "change-words", say("change-gone", { name })), back));
  }

  /**
   * @param {string} id
   * @param {number} count
   */
  #counter(id, count) {
    const part = partOf("section:", id);
    const name = this.name(part);
    const { least, most } = sheet.rows[part];
    const more = this.#button("change-more", `more ${part}`, name, () => this.tasks.count(part, count + 1));
    const fewer = this.#button("change-fewer", `fewer ${part}`, name, () => this.tasks.count(part, count - 1));
    more.disabled = count >= most;
    fewer.disabled = count <= least;
    return make("div", "tool-row change-add", make("span", "", say("change-rows", { count })), more, fewer);
  }

  /** @param {string} list */
  #adder(list) {
    const kind = kindOf(list);
    const input = make("input", "");
    input.type = "text";
    input.maxLength = sheet.limits.letters;
    input.autocomplete = "off";
    input.dataset.key = `new ${list}`;
    const type = kind === "question" ? this.#types(list) : undefined;
    const add = () => this.tasks.add(list, input.value, type ? one(type, "select", HTMLSelectElement).value : "");
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") add();
    });
    const made = this.#button(`change-add-${kind}`, `add ${list}`, kind === "question" ? "" : this.name(list.split(":").slice(0, 2).join(":")), add);
    const label = make("label", "change-words", make("span", "", say(`change-new-${kind}`)), input);
    return make("div", "change-row change-add", label, ...(type ? [type] : []), made);
  }

  /** @param {string} list */
  #types(list) {
    const select = make("select", "");
    select.dataset.key = `type ${list}`;
    select.append(...sheet.limits.types.map((type) => new Option(say(`change-type-${type}`), type)));
    return make("label", "change-words change-type", make("span", "", say("change-type")), select);
  }
}
