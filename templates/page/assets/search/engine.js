// Opens the index of a language and answers from it. Nothing is loaded before it is opened.
import { read } from "./index.js";
import { load } from "./load.js";
import { Marker } from "./passages.js";
import { near, ranked, understood } from "./query.js";

// Whoever asks all questions has this from here: one file for both.
export { load };

/** @import { Entry, Index } from "./index.js" */
/** @import { Piece } from "./passages.js" */

/**
 * Something that was found. `part` is its anchor, `null` for a whole definition; `of` the title of the definition
 * that it is a part of, or ""; `language` that of its texts, where it is not the page's; `address` is below the
 * language's root. What stands below its title is loaded by `passage`, if there is anything to be seen of it.
 * @typedef {{ kind: string, id: string, part: string | null, title: Piece[], of: string, language: string,
 *   address: string, passage: () => Promise<Piece[]> }} Result
 */

/**
 * What a question found: results, best first, or else words of the index to try.
 * @typedef {{ results: Result[], near: string[] }} Answer
 */

export class Engine {
  /**
   * @param {Index} index
   * @param {string} root
   * @param {string} locale
   */
  constructor(index, root, locale) {
    this.index = index;
    this.root = root;
    this.locale = locale;
    /** @type {Map<string, Promise<string[][]>>} */
    this.bodies = new Map();
  }

  /**
   * @param {string} query
   * @returns {Answer}
   */
  find(query) {
    const { asked, met } = understood(this.index, query);
    const marker = new Marker(this.index, asked, met);
    const found = ranked(this.index, met).flatMap((number) => this.index.entries[number] ?? []);
    return { results: found.map((entry) => this.#result(entry, marker)), near: found.length ? [] : near(this.index, asked) };
  }

  /**
   * All parts of definitions of a kind, in the order of the index.
   * @param {string} kind
   */
  partsOf(kind) {
    const marker = new Marker(this.index, [], []);
    const found = this.index.entries.filter((entry) => entry.kind === kind && entry.part !== null);
    return found.map((entry) => this.#result(entry, marker));
  }

  /**
   * @param {Entry} entry
   * @param {Marker} marker
   * @returns {Result}
   */
  #result(entry, marker) {
    const { kind, id, part, address, language } = entry;
    const of = part === null ? "" : (this.index.entries[entry.above]?.title ?? "");
    const passage = () => this.#passage(entry, marker);
    // A title is marked when it is looked at: of hundreds found, few are shown.
    return {
      ...{ kind, id, part, of, language, address, passage },
      get title() {
        return marker.mark(entry.title);
      },
    };
  }

  /**
   * @param {Entry} entry
   * @param {Marker} marker
   * @returns {Promise<Piece[]>}
   */
  async #passage(entry, marker) {
    const own = marker.passage([entry.summary]);
    if (own.length) return own;
    const inTitle = marker.passage([entry.title]).length > 0;
    const plain = /** @type {Piece[]} */ (entry.summary ? [[entry.summary, false]] : []);
    if (inTitle) return plain;
    try {
      const bodies = await this.#bodiesOf(entry);
      const found = marker.passage(entry.part === null ? bodies.flat() : (bodies[entry.place] ?? []));
      return found.length ? found : plain;
    } catch {
      // A result is one without its passage, too.
      return plain;
    }
  }

  /** @param {Entry} entry */
  #bodiesOf({ kind, id }) {
    const name = `${kind}.${id}`;
    const known = this.bodies.get(name);
    if (known) return known;
    const loading = load(new URL(`search/${name}.js`, this.root).href, `${this.locale}/${name}`);
    this.bodies.set(name, loading);
    return loading;
  }
}

/** @type {Map<string, Promise<Engine>>} */
const opened = new Map();

/**
 * Opens the index of the language whose pages lie below `root`; one that was opened before is the same.
 * Rejects with an Error where it is missing, cut short or of another version.
 * @param {string} root URL that ends with a slash
 * @returns {Promise<Engine>}
 */
export function open(root) {
  const known = opened.get(root);
  if (known) return known;
  const locale = document.documentElement.lang;
  const opening = load(new URL("search/index.js", root).href, `${locale}/index`).then(
    (head) => new Engine(read(head), root, locale),
  );
  opened.set(root, opening);
  opening.catch(() => opened.delete(root));
  return opening;
}
