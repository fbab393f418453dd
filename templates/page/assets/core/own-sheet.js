// The worksheet of questions as it is kept on this device. Every step is made on what is stored at that moment: two tabs that
// change different things do not take each other's away.
import { isEmpty, usable } from "./own-record.js";
import { keyOf } from "./records.js";
import { get, listUnder, onChange, update, why } from "./store.js";

/** @import { Step } from "./own-record.js" */

export class OwnSheet {
  #keepFromLeaving = (/** @type {Event} */ event) => event.preventDefault();

  /**
   * `changed` is told of every change here or in another tab, `told` of how the keeping went:
   * the word that says why it failed, or null; undefined once there is nothing to keep.
   * @param {() => void} changed
   * @param {(word: string | null | undefined) => void} told
   */
  constructor(changed, told) {
    this.key = keyOf("sheets");
    this.changed = changed;
    this.told = told;
    this.stored = usable(null);
    /** @type {Step[]} */
    this.waiting = [];
    this.writing = false;
    // Whether there are sheets that stand by themselves.
    this.hasOthers = false;
    onChange(({ key }) => {
      if (key === this.key || key === null) this.load();
    });
  }

  get now() {
    return this.waiting.reduce((sheet, step) => step(sheet), this.stored);
  }

  async load() {
    try {
      // Few devices hold what earlier versions kept.
      const isAlone = (await listUnder(this.key)).every(({ key }) => key === this.key);
      this.hasOthers = !isAlone && (await (await import("./carried.js")).carryOver());
      this.stored = usable(await get("marks", this.key));
    } catch (error) {
      // Told before anything is written that would not be kept.
      this.told(why(error));
    }
    this.changed();
  }

  /** @param {Step} step */
  change(step) {
    this.waiting.push(step);
    // A page that is left takes along what is not written yet; one that always listens cannot be kept by the back button.
    addEventListener("beforeunload", this.#keepFromLeaving);
    this.changed();
    return this.flush();
  }

  /** Writes what waits; what comes in meanwhile is written after it. After a failure it waits for the next change. */
  async flush() {
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.waiting.length) {
        const steps = [...this.waiting];
        const stored = await update("marks", this.key, (old) => {
          const sheet = steps.reduce((before, step) => step(before), usable(old));
          return isEmpty(sheet) ? undefined : { key: this.key, ...sheet };
        });
        this.stored = usable(stored);
        this.waiting.splice(0, steps.length);
        if (!this.waiting.length) removeEventListener("beforeunload", this.#keepFromLeaving);
        this.told(stored ? null : undefined);
        this.changed();
      }
    } catch (error) {
      this.told(why(error));
    } finally {
      this.writing = false;
    }
  }
}
