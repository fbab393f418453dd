// What comes on the sheet in place of something else: a file, another copy, a blank sheet. Nothing is lost without a
// word: what is neither stored nor in a file goes only where the reader agrees, or can be brought back.

/**
 * @import { Content } from "./answers.js"
 * @import { Desk } from "./desk.js"
 * @typedef {"leave-unsaved" | "replace-unsaved" | "replace"} Question
 * @typedef {(question: Question) => Promise<string>} Ask
 */

export class Changeover {
  // What was saved to a file last, as text to compare with.
  #inFile = "";
  /** @type {{task: () => void, content: string} | null} */
  #back = null;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * `ask` resolves to "leave", "new" or "replace"; "" where the reader turned away.
   * @param {Desk} desk
   * @param {Ask} ask
   */
  constructor(desk, ask) {
    this.desk = desk;
    this.ask = ask;
  }

  get #content() {
    return JSON.stringify(this.desk.content);
  }

  /** Whether all that stands on the sheet was saved to a file, or came from one, since it was changed last. */
  get isInFile() {
    return this.#inFile === this.#content && !this.desk.sheet.halfTyped().length;
  }

  /** Says that what stands on the sheet is in a file now. */
  filed() {
    // What the sheet has no place for is not part of a file.
    this.#inFile = Object.keys(this.desk.unplaced).length ? "" : this.#content;
  }

  /** Whether what was done last can be undone: what was written since must not be taken back as well. */
  get canUndo() {
    return this.#back?.content === this.#content && !this.desk.sheet.halfTyped().length;
  }

  /** Undoes what was done last, where that can be. */
  undo() {
    if (this.canUndo) this.#back?.task();
    this.#back = null;
  }

  /** @param {() => void} task */
  #offerUndo(task) {
    this.#back = { task, content: this.#content };
  }

  /**
   * One thing after the other: while one waits for the store or the reader, the next waits for it.
   * @template T
   * @param {() => Promise<T>} task
   */
  #inTurn(task) {
    const done = this.#last.then(task);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Whether nothing is lost when something else comes on the sheet, or the reader agrees to it. */
  async #mayLeave() {
    await this.desk.save();
    return !this.desk.isUnsaved || this.isInFile || (await this.ask("leave-unsaved")) === "leave";
  }

  /** A blank sheet. Returns whether it has come. */
  startCopy() {
    return this.#inTurn(async () => {
      const mayLeave = await this.#mayLeave();
      if (mayLeave) this.desk.clear();
      return mayLeave;
    });
  }

  /**
   * Opens a copy, as it is stored at this moment: the list may be older. Returns what came of it.
   * @param {string} id
   */
  openCopy(id) {
    return this.#inTurn(() => this.#openCopy(id));
  }

  /**
   * @param {string} id
   * @returns {Promise<"opened" | "gone" | "">}
   */
  async #openCopy(id) {
    if (!(await this.#mayLeave())) return "";
    const agreed = this.#content;
    const found = await this.desk.stored(id);
    // Somebody went on typing while it was fetched.
    if (this.#content !== agreed) return this.#openCopy(id);
    if (!found) return "gone";
    this.desk.load(found);
    return "opened";
  }

  /**
   * Puts what a file holds on the sheet, where the reader wants it. Returns whether it stands there now.
   * @param {Content} found
   */
  openFile(found) {
    const { desk } = this;
    return this.#inTurn(async () => {
      await desk.sheet.prepare(found.changes);
      const where = await this.#whereTo();
      if (!where) return false;
      const before = desk.content;
      desk.put(found, where === "new");
      this.filed();
      if (where === "replace") this.#offerUndo(() => desk.put(before, false));
      return true;
    });
  }

  // Where a file goes: "new", "replace", or "" for nowhere.
  async #whereTo() {
    const { desk } = this;
    if (!desk.record && desk.isBlank) return "new";
    await desk.save();
    return this.ask(desk.isUnsaved && !this.isInFile ? "replace-unsaved" : "replace");
  }

  /**
   * Takes a copy away for good; where it stands on the sheet, a blank sheet comes.
   * @param {string} id
   */
  removeCopy(id) {
    const { desk } = this;
    return this.#inTurn(async () => {
      // What is being written of this copy is finished first, so that it does not count as another tab's doing.
      if (id === desk.id) await desk.save();
      await desk.store.update("copies", id, () => undefined);
      if (id === desk.id) desk.clear();
    });
  }

  /** Shows what another tab has made of the copy; what stands on the sheet can be brought back as a new one. */
  showOther() {
    const { desk } = this;
    return this.#inTurn(async () => {
      const found = await desk.stored(desk.id);
      // Meanwhile it may be settled.
      if (desk.problem !== "conflict") return false;
      if (!found) {
        await desk.check();
        return false;
      }
      const mine = desk.content;
      desk.load(found);
      this.#offerUndo(() => desk.put(mine, true));
      return true;
    });
  }
}
