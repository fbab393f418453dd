// How far somebody has come in a curriculum: sittings that are done, by their names, kept on this device.
import { keyOf } from "../core/records.js";
import { get, onChange, update } from "../core/store.js";

/** @param {import("../core/store.js").Stored | undefined} record */
function doneOf(record) {
  const done = record && Array.isArray(record.done) ? record.done : [];
  return new Set(done.filter((name) => typeof name === "string"));
}

export class Progress {
  #key;

  /** @param {string} curriculum */
  constructor(curriculum) {
    this.#key = keyOf("curricula", curriculum);
  }

  /** The names of the sittings that are done. */
  async read() {
    return doneOf(await get("marks", this.#key));
  }

  /**
   * Writes one sitting; what another tab has ticked meanwhile, or a sitting that the course had once, stays.
   * @param {string} name
   * @param {boolean} isDone
   */
  async write(name, isDone) {
    await update("marks", this.#key, (old) => {
      const done = doneOf(old);
      if (isDone) done.add(name);
      else done.delete(name);
      return done.size ? { key: this.#key, done: [...done] } : undefined;
    });
  }

  /**
   * Calls back when another tab has changed this, or everything has been taken away.
   * @param {() => void} listener
   */
  onChange(listener) {
    onChange(({ store, key }) => {
      if (!store || (store === "marks" && key === this.#key)) listener();
    });
  }
}
