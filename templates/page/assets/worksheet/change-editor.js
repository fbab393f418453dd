// The dialog in which a coach changes the sheet for one client. Loaded when it is asked for.
// Whatever is done stands on the sheet at once, is stored with its copy, and can be undone.
import { ask } from "../core/dialog.js";
import { all, byId, maybe, one, put } from "../core/element.js";
import { handOver } from "../core/download.js";
import { clean } from "../core/untrusted.js";
import { say } from "../core/words.js";
import * as acts from "./change-acts.js";
import { without } from "./change-effects.js";
import { Rows } from "./change-rows.js";
import { isNone, none, partOf } from "./changes.js";
import { sheet, usualWords } from "./changed-page.js";
import { arranged, placesOf, publishedIds } from "./changed-sheet.js";
import { PUBLISHED } from "./places.js";

/**
 * @import { Content } from "./answers.js"
 * @import { Changes } from "./changes.js"
 * @import { Desk } from "./desk.js"
 */

const LANGUAGE = document.documentElement.lang;
// What nobody sees: a definition may not hold it.
const UNSEEN = /\p{Cf}|\p{Co}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\u034f|\u2800/gu;

const dialog = byId("tk_change", HTMLDialogElement);
const parts = byId("tk_change-parts");
const said = byId("tk_change-said");
const back = byId("tk_change-undo", HTMLButtonElement);
const usual = byId("tk_change-usual", HTMLButtonElement);

/** @param {string} typed */
function tidy(typed) {
  return clean(typed.normalize("NFC")).replace(UNSEEN, "").replace(/\s+/gu, " ").trim();
}

class Editor {
  /** @type {{before: Content, after: string}[]} */
  #done = [];

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.usual = usualWords(desk.sheet.published);
  }

  get changes() {
    return this.desk.content.changes ?? none();
  }

  /** @param {string} part */
  #name(part) {
    return new Rows(this.usual, this.changes, this).name(part);
  }

  get canUndo() {
    // What came from elsewhere meanwhile is not taken back.
    return this.#done.at(-1)?.after === JSON.stringify(this.desk.content);
  }

  /**
   * Brings changes to the sheet; where something is written in what goes, the reader is asked first.
   * Without `focus` the rows stay as they are.
   * @param {Changes} after
   * @param {{name?: string, news: string, values?: Record<string, string | number>, focus?: string[]}} how
   */
  async #apply(after, { name = "", news, values = {}, focus }) {
    const { changes, desk } = this;
    if (after === changes || JSON.stringify(after) === JSON.stringify(changes)) return;
    const before = desk.content;
    const found = without(before, placesOf(sheet, PUBLISHED, changes), placesOf(sheet, PUBLISHED, after), PUBLISHED);
    if (found.isWritten && !(await this.#mayGo(name))) return;
    desk.put({ ...found.content, changes: isNone(after) ? undefined : after }, false);
    this.#done.push({ before, after: JSON.stringify(desk.content) });
    if (focus) this.show(focus);
    else this.#refresh();
    put(said, say(news, values));
  }

  /** @param {string} name */
  async #mayGo(name) {
    const answer = await ask(say("change-ask", { name }), [
      ["", say("ask-cancel"), true],
      ["remove", say("change-remove"), false],
    ]);
    return answer === "remove";
  }

  #bound() {
    put(said, "");
    put(said, say("change-bound"));
  }

  /**
   * @param {Changes} before
   * @param {Changes} after
   * @param {Parameters<Editor["show"]>[0]} focus
   * @param {{name?: string, news: string, values?: Record<string, string | number>}} how
   */
  #try(before, after, focus, how) {
    if (after === before) this.#bound();
    else this.#apply(after, { ...how, focus });
  }

  /**
   * @param {string} part
   * @param {string} typed
   */
  rename(part, typed) {
    const text = tidy(typed);
    const known = this.usual.get(part) ?? "";
    const { changes } = this;
    const after = acts.renamed(sheet, changes, { part, text, language: LANGUAGE, usual: known });
    // No row is drawn anew: the button that the reader leaves the field for must stay.
    if (after !== changes) this.#apply(after, { news: "change-renamed", values: { name: text || known } });
    else if (text) this.#bound();
    const input = maybe(parts, `[data-key="${CSS.escape(`words ${part}`)}"]`, HTMLInputElement);
    const name = this.#name(part);
    if (input) input.value = name;
    const row = input?.closest(".change-row");
    if (row) for (const which of all(row, ".tool-row .visually-hidden")) put(which, `: ${name}`);
  }

  /**
   * @param {string} list
   * @param {string} id
   * @param {number} step
   */
  move(list, id, step) {
    const { changes } = this;
    const part = partOf(list, id);
    const after = acts.moved(sheet, changes, list, { id, step });
    const ids = arranged(publishedIds(sheet, list), list, after);
    const values = { name: this.#name(part), number: ids.indexOf(id) + 1, count: ids.length };
    const [first, second] = step < 0 ? ["up", "down"] : ["down", "up"];
    this.#try(changes, after, [`${first} ${part}`, `${second} ${part}`], { news: "change-moved", values });
  }

  /**
   * @param {string} list
   * @param {string} id
   */
  leaveOut(list, id) {
    const { changes } = this;
    const part = partOf(list, id);
    const name = this.#name(part);
    const ids = arranged(publishedIds(sheet, list), list, changes);
    const next = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1] ?? "";
    const focus = [`back ${part}`, `out ${partOf(list, next)}`, `new ${list}`];
    this.#try(changes, acts.leftOut(sheet, changes, list, id), focus, { name, news: "change-removed", values: { name } });
  }

  /**
   * @param {string} list
   * @param {string} id
   */
  bringBack(list, id) {
    const { changes } = this;
    const part = partOf(list, id);
    const how = { news: "change-restored", values: { name: this.#name(part) } };
    this.#try(changes, acts.broughtBack(sheet, changes, list, id), [`words ${part}`, `out ${part}`], how);
  }

  /**
   * @param {string} list
   * @param {string} typed
   * @param {string} type
   */
  add(list, typed, type) {
    const { changes } = this;
    const text = tidy(typed);
    if (!text) {
      put(said, say("change-empty"));
      this.#focus([`new ${list}`]);
      return;
    }
    const found = acts.added(sheet, changes, list, { text, language: LANGUAGE, ...(type && { type }) });
    this.#try(changes, found.changes, [`new ${list}`], { news: "change-added", values: { name: text } });
  }

  /**
   * @param {string} part
   * @param {number} count
   */
  count(part, count) {
    const { changes } = this;
    const isMore = count > (changes.rows[part] ?? sheet.rows[part].count);
    const focus = isMore ? [`more ${part}`, `fewer ${part}`] : [`fewer ${part}`, `more ${part}`];
    const how = { name: say("change-last-row"), news: "change-counted", values: { count } };
    this.#try(changes, acts.withRows(sheet, changes, part, count), focus, how);
  }

  undo() {
    const last = this.canUndo ? this.#done.pop() : undefined;
    if (!last) return;
    this.desk.put(last.before, false);
    this.show();
    put(said, say("undone"));
    if (back.disabled) one(dialog, "h2").focus();
  }

  asPublished() {
    this.#apply(none(), { name: say("change-all-own"), news: "change-as-published", focus: ["words title"] });
  }

  async toYaml() {
    const { definitionText } = await import("./as-yaml.js");
    const title = this.usual.get("title") ?? "";
    const { id, text } = definitionText(sheet, this.changes, {
      language: LANGUAGE,
      title: say("change-yaml-title", { title }),
      basedOn: say("change-yaml-source", { title }),
      address: location.origin + location.pathname,
    });
    handOver(text, `${id}.yaml`, "application/yaml");
    put(said, say("change-yaml-saved", { file: `${id}.yaml` }));
  }

  #refresh() {
    back.disabled = !this.canUndo;
    usual.disabled = isNone(this.changes);
  }

  /** @param {string[]} keys */
  #focus(keys) {
    for (const key of keys) {
      const found = maybe(parts, `[data-key="${CSS.escape(key)}"]`);
      if (!found || (found instanceof HTMLButtonElement && found.disabled)) continue;
      found.focus();
      return;
    }
  }

  /**
   * Draws all rows anew; the focus stays where it was, or goes to the first of these that is there.
   * @param {string[]} [focus]
   */
  show(focus = []) {
    const held = document.activeElement;
    const key = held instanceof HTMLElement && parts.contains(held) ? held.dataset.key : undefined;
    parts.replaceChildren(...new Rows(this.usual, this.changes, this).all());
    this.#refresh();
    this.#focus(focus.length ? focus : key ? [key] : []);
  }
}

/** @type {Editor | undefined} */
let current;

/** @param {Desk} desk */
export async function openEditor(desk) {
  await desk.sheet.prepare(none());
  current = new Editor(desk);
  put(said, "");
  current.show();
  dialog.showModal();
  one(dialog, "h2").focus();
}

back.addEventListener("click", () => current?.undo());
usual.addEventListener("click", () => current?.asPublished());
byId("tk_change-yaml").addEventListener("click", () => current?.toYaml());
