// What is kept of a checklist on this device: for each item whether it is done, a note and a priority. Items are
// known by their ids, which are the same in all languages.
import { keyOf } from "../core/records.js";
import { get, onChange, update } from "../core/store.js";
import { isObject } from "../core/untrusted.js";

/** @typedef {{done: boolean, note: string, level: string}} Mark */

export const LEVELS = ["low", "medium", "high"];

/** @param {unknown} record */
function itemsOf(record) {
  return isObject(record) && isObject(record.items) ? record.items : {};
}

/**
 * The mark of one item, whatever was found in the store.
 * @param {Record<string, unknown>} items
 * @param {string} key
 * @returns {Mark}
 */
function markOf(items, key) {
  const mark = Object.hasOwn(items, key) ? items[key] : undefined;
  const { done, note, level } = isObject(mark) ? mark : {};
  return {
    done: done === true,
    note: typeof note === "string" ? note : "",
    level: typeof level === "string" && LEVELS.includes(level) ? level : "",
  };
}

/** @param {Mark} mark */
function isEmpty(mark) {
  return !mark.done && !mark.note && !mark.level;
}

export class Kept {
  #key;
  /**
   * Changes by item that are not on the disk yet: a failed write is made good by the next one.
   * @type {Map<string, Partial<Mark>>}
   */
  #pending = new Map();

  /** @param {string} checklist */
  constructor(checklist) {
    this.#key = keyOf("checklists", checklist);
  }

  /** A function that gives the mark of an item as it stands in the store. */
  async read() {
    const items = itemsOf(await get("marks", this.#key));
    return (/** @type {string} */ key) => ({ ...markOf(items, key), ...this.#pending.get(key) });
  }

  /**
   * Writes changes of one item; other items, and what another tab has changed in this one, stay as they are.
   * @param {string} key
   * @param {Partial<Mark>} changes
   */
  async write(key, changes) {
    this.#pending.set(key, { ...this.#pending.get(key), ...changes });
    const writing = new Map(this.#pending);
    await update("marks", this.#key, (old) => {
      // Marks of items that the list no longer has are kept as well: the list may get them back.
      const items = new Map(Object.entries(itemsOf(old)));
      for (const [name, change] of writing) {
        const mark = { ...markOf(itemsOf(old), name), ...change };
        if (isEmpty(mark)) items.delete(name);
        else items.set(name, mark);
      }
      // Whose list it is stays.
      const whose = typeof old?.client === "string" ? { client: old.client } : {};
      return items.size ? { key: this.#key, ...whose, items: Object.fromEntries(items) } : undefined;
    });
    for (const [name, change] of writing) if (this.#pending.get(name) === change) this.#pending.delete(name);
  }

  async clear() {
    await update("marks", this.#key, () => undefined);
    this.#pending.clear();
  }

  /**
   * Calls back when another tab has changed this list, or taken everything away.
   * @param {() => void} listener
   */
  onChange(listener) {
    onChange(({ store, key }) => {
      if (!store || (store === "marks" && key === this.#key)) listener();
    });
  }
}
