// The reader's favourite questions, of all banks and in all languages, as "bank/question".
import { keyOf } from "./records.js";
import { get, onChange, update } from "./store.js";

const KEY = keyOf("favourites");

/** @import { Stored } from "./store.js" */

/**
 * A record of another make counts as none.
 * @param {Stored | undefined} record
 */
function names(record) {
  return Array.isArray(record?.questions) ? record.questions.filter((name) => typeof name === "string") : [];
}

export class Favourites {
  /** @param {() => void} changed */
  constructor(changed) {
    /** @type {Set<string>} */
    this.names = new Set();
    this.changed = changed;
    onChange(({ key }) => {
      if (key === KEY || key === null) this.load();
    });
  }

  /** @param {string} name */
  has(name) {
    return this.names.has(name);
  }

  async load() {
    try {
      this.names = new Set(names(await get("marks", KEY)));
    } catch {
      // What cannot be read is told once something is to be kept.
    }
    this.changed();
  }

  /**
   * Throws when it could not be stored; the page goes on with it all the same.
   * @param {string} name
   * @param {boolean} on
   */
  async set(name, on) {
    const put = (/** @type {string[]} */ old) => {
      const others = old.filter((other) => other !== name);
      return on ? [...others, name] : others;
    };
    this.names = new Set(put([...this.names]));
    this.changed();
    const stored = await update("marks", KEY, (old) => ({ key: KEY, questions: put(names(old)) }));
    this.names = new Set(names(stored));
    this.changed();
  }
}
