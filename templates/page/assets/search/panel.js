// What was asked of the search, what it found, and what is said of it. The query and the kind that is shown alone stand in
// the address, so that the way back from a page that was found leads to the results again.
import { keep, wanted } from "../core/address.js";
import { all, button, byId, one, put, told } from "../core/element.js";
import { counted } from "../core/formats.js";
import { awaited } from "../core/ready.js";
import { say } from "../core/words.js";
import { drawChips, sectionOf } from "./draw.js";
import { open } from "./engine.js";
import { grouped } from "./groups.js";

/**
 * @import { Answer, Engine } from "./engine.js"
 * @import { Group } from "./groups.js"
 */

// Results follow the fingers; what is read out and what stands in the address waits until they rest.
const SOON = 60;
const REST = 500;

/**
 * Resolves once a style sheet holds.
 * @param {string} address
 */
export function styled(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(address));
    });
    document.head.append(link);
  });
}

export class Panel {
  #soon = 0;
  #rest = 0;
  #alone = "";
  #asked = 0;
  /** @type {Group[]} */
  #groups = [];
  /** @type {Engine | null} */
  #engine = null;
  #field = byId("tk_search-text", HTMLInputElement);
  #status = byId("tk_search-status");
  #near = byId("tk_search-near");
  #chips = byId("tk_search-chips");
  #found = byId("tk_search-found");
  #failed = byId("tk_search-failed");
  #start = byId("tk_search-start");
  #hint = byId("tk_search-hint");

  /**
   * @param {HTMLDialogElement} dialog
   * @param {{query: string, kind: string}} names of what stands in the address
   */
  constructor(dialog, names) {
    this.dialog = dialog;
    this.names = names;
    this.root = new URL(told(dialog, "root"), location.href).href;
    this.#alone = wanted(names.kind);
    dialog.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("close", () => clearTimeout(this.#rest));
    this.#found.addEventListener("click", (event) => this.#follow(event));
  }

  /** Something was typed, or else is asked for. */
  typed() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => awaited(this.#ask()), SOON);
  }

  async #ask() {
    const query = this.#field.value.trim();
    const isLatest = this.#latest();
    this.#failed.hidden = true;
    if (!query) {
      this.#draw("", { results: [], near: [] });
      return;
    }
    // Where all goes well, nobody has to read that it is on its way.
    const slow = this.#engine ? 0 : setTimeout(() => put(this.#status, say("search-loading")), REST);
    try {
      this.#engine ??= await open(this.root);
      if (isLatest()) this.#draw(query, this.#engine.find(query));
    } catch {
      if (isLatest()) this.#fail();
    } finally {
      clearTimeout(slow);
    }
  }

  /** Returns what says whether nothing else was asked since. */
  #latest() {
    this.#asked += 1;
    const mine = this.#asked;
    return () => mine === this.#asked;
  }

  #fail() {
    this.#groups = [];
    for (const place of [this.#found, this.#chips, this.#near, this.#hint]) place.hidden = true;
    put(this.#status, "");
    this.#start.hidden = false;
    this.#failed.hidden = false;
  }

  /**
   * @param {string} query
   * @param {Answer} answer
   */
  #draw(query, { results, near }) {
    this.#groups = grouped(results);
    this.#drawFound();
    drawChips(this.#chips, this.#groups, this.#shownAlone, (kind) => {
      this.#alone = kind;
      this.#drawFound();
      this.#rested(query);
    });
    this.#start.hidden = results.length > 0;
    this.#hint.hidden = false;
    const words = near.map((word) => button("chip", word, () => this.#try(word)));
    one(this.#near, "span").replaceChildren(...words);
    this.#near.hidden = !words.length;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#rested(query), REST);
  }

  /** The kind that is shown alone, where the query found something of it. */
  get #shownAlone() {
    return this.#groups.some(({ kind }) => kind === this.#alone) ? this.#alone : "";
  }

  #drawFound() {
    const alone = this.#shownAlone;
    const shown = this.#groups.filter(({ kind }) => !alone || kind === alone);
    this.#found.replaceChildren(...shown.map((group) => sectionOf(group, this.root, shown.length === 1)));
    this.#found.hidden = !shown.length;
  }

  /** @param {string} query */
  #rested(query) {
    clearTimeout(this.#rest);
    const shown = this.#groups.filter(({ kind }) => !this.#shownAlone || kind === this.#shownAlone);
    const count = shown.reduce((sum, { results }) => sum + results.length, 0);
    const text = count ? say("search-count", { count: counted(count) }) : say("search-none", { query });
    put(this.#status, query ? text : "");
    if (this.dialog.open) keep({ [this.names.query]: query, [this.names.kind]: query ? this.#shownAlone : "" });
  }

  /** @param {string} word */
  #try(word) {
    this.#field.value = word;
    this.#field.focus();
    this.typed();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = all(this.dialog, "#tk_search-found :is(a, button), #tk_search-start:not([hidden]) a");
    const now = stops.findIndex((stop) => stop === document.activeElement);
    const isTyping = document.activeElement === this.#field;
    /** @type {HTMLElement | undefined} */
    let next;
    if (event.key === "ArrowDown") next = stops[now + 1];
    else if (event.key === "ArrowUp" && now >= 0) next = stops[now - 1] ?? this.#field;
    else if (event.key === "Enter" && isTyping) [next] = stops;
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /**
   * A part of the page that is open already is gone to without loading it anew: what is written there stays.
   * @param {MouseEvent} event
   */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain) return;
    this.#rested(this.#field.value.trim());
    if (link.pathname !== location.pathname || link.host !== location.host) return;
    event.preventDefault();
    const target = new URL(location.href);
    for (const name of Object.values(this.names)) target.searchParams.delete(name);
    target.hash = "";
    history.pushState(null, "", target);
    this.dialog.close();
    if (link.hash) location.replace(link.hash);
    else scrollTo(0, 0);
  }
}
