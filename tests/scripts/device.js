// A device for the tests of what tabs do with its store.
import { setImmediate as turn } from "node:timers/promises";

// Every word that is typed is another one, so that it can be followed.
export const wordsIn = (value) => JSON.stringify(value).match(/word\d+/g) ?? [];

/** A store as browsers have it: what is asked is done one after the other, later. */
export class Device {
  records = new Map();
  files = [];
  // What readers gave away: typed over, deleted, left where they were asked.
  given = new Set();
  typed = new Set();
  trouble = "";
  #asked = [];
  #news = [];
  tabs = [];

  /** What a tab has of the store. */
  storeFor(tab) {
    const asked = (work) => new Promise((resolve, reject) => {
        this.#asked.push({ work, resolve, reject });
      });
    const copyOf = (record) => record && structuredClone(record);
    return {
      get: (_, id) => asked(() => copyOf(this.records.get(id))),
      list: () => asked(() => [...this.records.values()].map(copyOf)),
      update: (_, id, change) =>
        asked(() => {
          const old = this.records.get(id);
          const next = copyOf(change(copyOf(old)));
          // Who deletes a copy gives away what it holds then.
          if (!next) this.give(old ?? {});
          if (this.trouble === "storage-full" && next) throw new Error("storage-full");
          if (next) this.records.set(id, next);
          else this.records.delete(id);
          for (const other of this.tabs) if (other !== tab) this.#news.push([other, { store: "copies", key: id }]);
          return copyOf(next);
        }),
      onChange: (listener) => (tab.listener = listener),
      why: (error) => error.message,
      persist() {},
    };
  }

  get isIdle() {
    return !this.#asked.length && !this.#news.length;
  }

  /** Does one thing that was asked of the store, or brings one piece of news. */
  async step() {
    const next = this.#asked.shift();
    if (next) {
      try {
        if (this.trouble === "storage-blocked") throw new Error("storage-blocked");
        next.resolve(next.work());
      } catch (error) {
        next.reject(error);
      }
    }
    await turn();
  }

  async tell() {
    const [tab, change] = this.#news.shift() ?? [];
    if (tab && this.tabs.includes(tab)) tab.listener(change);
    await turn();
  }

  async clear() {
    for (const record of this.records.values()) this.give(record);
    this.records.clear();
    for (const tab of this.tabs) this.#news.push([tab, { store: null, key: null }]);
  }

  give(value) {
    for (const word of wordsIn(value)) this.given.add(word);
  }
}
