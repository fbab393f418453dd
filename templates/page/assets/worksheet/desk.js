// The copy on the desk: what the sheet shows, and whether the store on this device has it.
// Every change is written at once; what is typed while a write runs is written as soon as it is done.
// Page, store and tab are handed in, so that tests/scripts/ can try what no reader has the patience for.
import { asCopy, newId } from "./copy.js";
import { held } from "../core/untrusted.js";

/**
 * @import { Content, Snapshot } from "./answers.js"
 * @import { Changes } from "./changes.js"
 * @import { Copy } from "./copy.js"
 * @import { Answers } from "./places.js"
 * @import { Sheet } from "./sheet.js"
 * @import { Change } from "../core/store.js"
 * @typedef {Pick<typeof import("../core/store.js"), "get" | "list" | "update" | "onChange" | "why" | "persist">} Store
 * @typedef {Pick<typeof import("../core/tab.js"), "remember" | "remembered">} Tab
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

export class Desk {
  nickname = "";
  /** @type {Snapshot[]} */
  snapshots = [];
  /** @type {Changes | undefined} */
  #changes;
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
  /** @type {Answers} What was put on the sheet or stored last. */
  #complete = {};
  #again = false;
  /** @type {Promise<void> | null} */
  #run = null;

  /**
   * `changed` is told of every new state, with "taken-over" when another tab's change was put on the sheet.
   * @param {Sheet} sheet
   * @param {Store} store
   * @param {Tab} tab
   * @param {(news?: string) => void} changed
   */
  constructor(sheet, store, tab, changed) {
    this.sheet = sheet;
    this.store = store;
    this.tab = tab;
    this.changed = changed;
    store.onChange((/** @type {Change} */ change) => {
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

  /** Answers for which the sheet, which may be of another version, has no place: kept until theirs is given another. */
  get unplaced() {
    const placed = this.sheet.collect();
    return Object.fromEntries(Object.entries(this.#unplaced).filter(([name]) => !Object.hasOwn(placed, name)));
  }

  get content() {
    /** @type {Answers} */
    const complete = {};
    // A half-typed date keeps the last complete one.
    for (const name of this.sheet.halfTyped()) {
      const before = held(this.#complete, name);
      if (before !== undefined) complete[name] = before;
    }
    return {
      nickname: this.nickname,
      answers: { ...this.#unplaced, ...complete, ...this.sheet.collect() },
      snapshots: this.snapshots,
      ...(this.#changes && { changes: this.#changes }),
    };
  }

  get isBlank() {
    const { nickname, answers, snapshots, changes } = this.content;
    return !nickname && !changes && !snapshots.length && !Object.keys(answers).length && !this.sheet.halfTyped().length;
  }

  get isDirty() {
    // What was written of another copy says nothing of one that is not stored yet.
    return this.#record ? JSON.stringify(this.content) !== this.#written : !this.isBlank;
  }

  get isUnsaved() {
    return this.isDirty || this.sheet.halfTyped().length > 0;
  }

  /** "unsaved" for a problem, "half" where something is no answer yet, "saving", "saved", "" for nothing to save. */
  get standing() {
    if (this.problem) return "unsaved";
    if (this.sheet.halfTyped().length) return "half";
    if (this.slow) return "saving";
    return this.#record ? "saved" : "";
  }

  /** Opens what belongs here. */
  async start() {
    /** @type {Copy[]} */
    let copies = [];
    try {
      copies = (await this.store.list("copies", this.sheet.worksheet)).map(asCopy);
    } catch (error) {
      this.problem = this.store.why(error);
    }
    const wanted = this.tab.remembered(this.sheet.worksheet);
    const found = wanted === null && copies.length === 1 ? copies[0] : copies.find(({ id }) => id === wanted);
    const isReady = await this.sheet.prepare(found?.changes).then(() => true, () => false);
    // What was typed before this script came is a new copy.
    if (!this.isBlank) this.save();
    else if (found && isReady) this.load(found);
    else if (found) this.changed("changes-failed");
  }

  /** @param {Copy} record */
  load(record) {
    this.#put(record, record.id, record);
    this.problem = "";
    this.#written = JSON.stringify(this.content);
    this.tab.remember(this.sheet.worksheet, record.id);
    this.changed();
  }

  /** A blank sheet; what is typed on it becomes a new copy. */
  clear() {
    this.#put({ answers: {}, nickname: "", snapshots: [] }, newId(), null);
    this.tab.remember(this.sheet.worksheet, "");
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
    this.problem = "";
    this.nickname = nickname;
    this.save();
  }

  /**
   * The copy of an id as it is stored now; undefined where it is no longer.
   * @param {string} id
   */
  async stored(id) {
    const found = await this.store.get("copies", id);
    await this.sheet.prepare(found && asCopy(found).changes);
    return found && asCopy(found);
  }

  /**
   * @param {Content} content
   * @param {string} id
   * @param {Copy | null} record
   */
  #put({ answers, nickname, snapshots, changes }, id, record) {
    // What another tab has done to a copy is not undone by what is put on the sheet.
    if (id !== this.#id) this.problem = "";
    this.#id = id;
    this.#record = record;
    this.#unplaced = {};
    this.nickname = nickname ?? "";
    this.snapshots = snapshots ?? [];
    this.#changes = changes;
    this.#complete = answers ?? {};
    this.sheet.fill(this.#complete, changes);
    const placed = this.sheet.collect();
    const computed = this.sheet.computed();
    for (const [name, value] of Object.entries(this.#complete)) {
      // What is computed follows from the rest.
      if (held(placed, name) !== value && !computed.has(name)) this.#unplaced[name] = value;
    }
  }

  /** Writes what has changed. Resolves when nothing is left to write, or writing has failed. */
  save() {
    // While a write runs, what was written before it is no measure: typed and taken back is a change, too.
    if ((this.isDirty || this.#run) && this.problem !== "conflict" && this.problem !== "gone") {
      this.#again = true;
      this.#run ??= this.#writeAll();
    }
    this.changed();
    return this.#run ?? Promise.resolve();
  }

  async #writeAll() {
    while (this.#again) {
      this.#again = false;
      if (!this.isDirty) continue;
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
      const stored = await this.store.update("copies", id, (record) => {
        const old = record && asCopy(record);
        if (!old && before) throw new Kept("gone");
        if (old && old.revision !== before?.revision) throw new Kept("conflict");
        const fixed = { id, worksheet: this.sheet.worksheet, worksheet_version: this.sheet.version };
        const begun = old?.created ?? changed;
        return { ...fixed, created: begun, changed, revision: (old?.revision ?? 0) + 1, ...content };
      });
      if (id !== this.#id) return;
      this.#record = stored;
      this.#written = JSON.stringify(content);
      this.#complete = content.answers;
      this.problem = "";
      if (!before) this.#begun();
    } catch (error) {
      if (id === this.#id) this.problem = error instanceof Kept ? error.problem : this.store.why(error);
    }
  }

  #begun() {
    this.tab.remember(this.sheet.worksheet, this.#id);
    this.store.persist();
  }

  /** @param {Problem} problem */
  #stop(problem) {
    this.problem = problem;
    this.changed();
  }

  /** Looks whether another tab has changed or taken away the copy. */
  async check() {
    // The first write of a copy may be on its way back while another tab has done its part already.
    await this.#run;
    if (!this.#record || this.problem === "gone") return;
    const id = this.#id;
    let found;
    try {
      found = await this.stored(id);
    } catch (error) {
      this.#stop(this.store.why(error));
      return;
    }
    if (id !== this.#id) return;
    // A write that runs finds out for itself.
    if (this.#run) return;
    if (found?.revision === this.#record.revision) return;
    if (!found) this.#stop("gone");
    else if (this.isUnsaved) this.#stop("conflict");
    else {
      this.load(found);
      this.changed("taken-over");
    }
  }
}
