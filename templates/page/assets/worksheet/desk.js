// The copy on the desk: what the sheet shows, and whether the store on this device has it.
// Every change is written at once; what is typed while a write runs is written as soon as it is done.
import { collect, fill, halfTyped } from "./answers.js";
import { controlsOf, held, placeOf } from "./places.js";
import { told } from "../core/element.js";
import { get, list, onChange, update, why } from "../core/store.js";
import { remember, remembered } from "../core/tab.js";

/**
 * @import { Content, Snapshot } from "./answers.js"
 * @import { Answers } from "./places.js"
 * @import { Change, Stored } from "../core/store.js"
 * @typedef {{id: string, worksheet: string, created: string, changed: string, revision: number}} Dates
 * @typedef {Dates & Content & Stored} Copy
 * @typedef {"" | "storage-full" | "storage-blocked" | "conflict" | "gone"} Problem
 */

// A write that takes longer than this is worth a word.
const SLOW = 400;

class Kept extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

function newId() {
  // randomUUID is missing on plain http.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A record as this page wrote it.
 * @param {Stored} record
 */
export function asCopy(record) {
  return /** @type {Copy} */ (record);
}

export class Desk {
  nickname = "";
  /** @type {Snapshot[]} */
  snapshots = [];
  /**
   * "storage-full" or "storage-blocked": the browser does not store it; "conflict": another tab has changed
   * the same copy; "gone": somebody has taken the copy away. The last two wait for the reader.
   * @type {Problem}
   */
  problem = "";
  slow = false;
  #id = newId();
  /** @type {Copy | null} */
  #record = null;
  #written = "";
  /** @type {Answers} */
  #unplaced = {};
  #again = false;
  /** @type {Promise<void> | null} */
  #run = null;

  /**
   * `refresh` brings to the sheet what follows from its answers; `changed` is told of every new state, with
   * "taken-over" when another tab's change was put on the sheet.
   * @param {HTMLFormElement} form
   * @param {() => void} refresh
   * @param {(news?: string) => void} changed
   */
  constructor(form, refresh, changed) {
    this.form = form;
    this.worksheet = told(form, "worksheet");
    this.refresh = refresh;
    this.changed = changed;
    onChange((/** @type {Change} */ change) => {
      if (change.store === null || (change.store === "copies" && change.key === this.#id)) this.check();
    });
  }

  /** The copy as it was stored last; null while there is none. */
  get record() {
    return this.#record;
  }

  get id() {
    return this.#id;
  }

  /**
   * Answers for which the sheet, which may be of another version, has no place. They are kept until another answer
   * is given in theirs.
   */
  get unplaced() {
    const placed = collect(this.form);
    return Object.fromEntries(Object.entries(this.#unplaced).filter(([name]) => !Object.hasOwn(placed, name)));
  }

  get content() {
    /** @type {Answers} */
    const complete = {};
    // A half-typed date keeps the last complete one in the store.
    for (const name of halfTyped(this.form).map(placeOf)) {
      const before = this.#record ? held(this.#record.answers, name) : undefined;
      if (before !== undefined) complete[name] = before;
    }
    return {
      nickname: this.nickname,
      answers: { ...this.#unplaced, ...complete, ...collect(this.form) },
      snapshots: this.snapshots,
    };
  }

  get isBlank() {
    const { nickname, answers, snapshots } = this.content;
    return !nickname && !snapshots.length && !Object.keys(answers).length && !halfTyped(this.form).length;
  }

  get isDirty() {
    return this.#record || !this.isBlank ? JSON.stringify(this.content) !== this.#written : false;
  }

  get isUnsaved() {
    return this.isDirty || halfTyped(this.form).length > 0;
  }

  /** Opens what belongs here. */
  async start() {
    /** @type {Copy[]} */
    let copies = [];
    try {
      copies = (await list("copies", this.worksheet)).map(asCopy);
    } catch (error) {
      this.problem = why(error);
    }
    const wanted = remembered(this.worksheet);
    const found = wanted === null && copies.length === 1 ? copies[0] : copies.find(({ id }) => id === wanted);
    // What was typed before this script came is a new copy.
    if (!this.isBlank) this.save();
    else if (found) this.load(found);
  }

  /** @param {Copy} record */
  load(record) {
    this.#put(record, record.id, record);
    this.#written = JSON.stringify(this.content);
    remember(this.worksheet, record.id);
    this.changed();
  }

  /** A blank sheet; what is typed on it becomes a new copy. */
  clear() {
    this.#put({ answers: {}, nickname: "", snapshots: [] }, newId(), null);
    this.#written = "";
    remember(this.worksheet, "");
    this.changed();
  }

  /**
   * Puts content on the sheet: in place of the copy's, or as a new copy.
   * @param {Content} content
   * @param {boolean} asNew
   */
  put(content, asNew) {
    if (asNew) this.#put(content, newId(), null);
    else this.#put(content, this.#id, this.#record);
    this.save();
  }

  keepAsNew(nickname = this.nickname) {
    this.#id = newId();
    this.#record = null;
    this.#written = "";
    this.problem = "";
    this.nickname = nickname;
    this.save();
  }

  async showStored() {
    const found = await get("copies", this.#id);
    if (found) this.load(asCopy(found));
    else this.#stop("gone");
  }

  /**
   * @param {Content} content
   * @param {string} id
   * @param {Copy | null} record
   */
  #put({ answers, nickname, snapshots }, id, record) {
    this.#id = id;
    this.#record = record;
    this.#unplaced = {};
    this.problem = "";
    this.nickname = nickname ?? "";
    this.snapshots = snapshots ?? [];
    fill(this.form, answers ?? {});
    this.refresh();
    const placed = collect(this.form);
    const computed = new Set(controlsOf(this.form).filter(({ readOnly }) => readOnly).map(placeOf));
    for (const [name, value] of Object.entries(answers ?? {})) {
      // What is computed follows from the rest.
      if (held(placed, name) !== value && !computed.has(name)) this.#unplaced[name] = value;
    }
  }

  /** Writes what has changed. Resolves when nothing is left to write, or writing has failed. */
  save() {
    if (this.isDirty && this.problem !== "conflict" && this.problem !== "gone") {
      this.#again = true;
      this.#run ??= this.#writeAll();
    }
    this.changed();
    return this.#run ?? Promise.resolve();
  }

  async #writeAll() {
    while (this.#again) {
      this.#again = false;
      const timer = setTimeout(() => {
        this.slow = true;
        this.changed();
      }, SLOW);
      await this.#write();
      clearTimeout(timer);
      this.slow = false;
    }
    this.#run = null;
    this.changed();
  }

  async #write() {
    const { content } = this;
    const id = this.#id;
    const before = this.#record;
    const changed = new Date().toISOString();
    try {
      const stored = await update("copies", id, (record) => {
        const old = record && asCopy(record);
        if (!old && before) throw new Kept("gone");
        if (old && old.revision !== before?.revision) throw new Kept("conflict");
        const fixed = { id, worksheet: this.worksheet, worksheet_version: this.form.dataset.version };
        const begun = old?.created ?? changed;
        return { ...fixed, created: begun, changed, revision: (old?.revision ?? 0) + 1, ...content };
      });
      if (id !== this.#id) return;
      this.#record = stored;
      this.#written = JSON.stringify(content);
      this.problem = "";
      if (!before) this.#begun();
    } catch (error) {
      if (id === this.#id) this.problem = error instanceof Kept ? error.problem : why(error);
    }
  }

  #begun() {
    remember(this.worksheet, this.#id);
    // Asks the browser not to clear it by itself. Whether it agrees makes no difference here.
    navigator.storage?.persist?.().catch(() => {});
  }

  /** @param {Problem} problem */
  #stop(problem) {
    this.problem = problem;
    this.changed();
  }

  /** Looks whether another tab has changed or taken away the copy. */
  async check() {
    if (!this.#record || this.problem === "gone") return;
    const id = this.#id;
    let found;
    try {
      found = await get("copies", id);
    } catch (error) {
      this.#stop(why(error));
      return;
    }
    if (id !== this.#id) return;
    // A write that runs finds out for itself.
    if (this.#run) return;
    if (found?.revision === this.#record.revision) return;
    if (!found) this.#stop("gone");
    else if (this.isUnsaved) this.#stop("conflict");
    else {
      this.load(asCopy(found));
      this.changed("taken-over");
    }
  }
}
