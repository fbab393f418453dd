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
 * What a question found: results, best first, or else words of the index to try.
 * @typedef {{ results: Result[], near: string[] }} Answer
 */

/** Something that was found. Of hundreds few are shown, so what is told of one is read when it is asked for. */
export class Result {
  #engine;
  #marker;
  #number;

  /**
   * @param {Engine} engine
   * @param {Marker} marker
   * @param {number} number
   */
  constructor(engine, marker, number) {
    this.#engine = engine;
    this.#marker = marker;
    this.#number = number;
    this.kind = engine.index.entries.kindOf(number);
  }

  get #entry() {
    return this.#engine.index.entries.at(this.#number);
  }

  get id() {
    return this.#entry.id;
  }

  /** Its anchor, `null` for a whole definition. */
  get part() {
    return this.#entry.part;
  }

  get title() {
    return this.#marker.mark(this.#entry.title);
  }

  /** The title of the definition that it is a part of, or "". */
  get of() {
    return this.part === null ? "" : this.#engine.index.entries.at(this.#entry.above).title;
  }

  /** The language of its texts, where it is not the page's. */
  get language() {
    return this.#entry.language;
  }

  /** Where it stands, below the language's root. */
  get address() {
    return this.#entry.address;
  }

  /**
   * What is to be seen of it below its title; it is loaded for this.
   * @returns {Promise<Piece[]>}
   */
  async passage() {
    const { title, summary, part, place } = this.#entry;
    const own = this.#marker.passage([summary]);
    if (own.length) return own;
    const plain = /** @type {Piece[]} */ (summary ? [[summary, false]] : []);
    if (this.#marker.passage([title]).length > 0) return plain;
    try {
      const bodies = await this.#engine.bodiesOf(this.#entry);
      const found = this.#marker.passage(part === null ? bodies.flat() : (bodies[place] ?? []));
      return found.length ? found : plain;
    } catch {
      // A result is one without its passage, too.
      return plain;
    }
  }
}

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
    const results = ranked(this.index, met).map((number) => new Result(this, marker, number));
    return { results, near: results.length ? [] : near(this.index, asked) };
  }

  /**
   * All parts of definitions of a kind, in the order of the index.
   * @param {string} kind
   */
  partsOf(kind) {
    const { entries } = this.index;
    const marker = new Marker(this.index, [], []);
    const numbers = Array.from({ length: entries.length }, (_, number) => number);
    const found = numbers.filter((number) => entries.kindOf(number) === kind && entries.above[number] !== number);
    return found.map((number) => new Result(this, marker, number));
  }

  /**
   * The texts below the titles of a definition and its parts.
   * @param {Entry} entry
   */
  bodiesOf({ kind, id }) {
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
