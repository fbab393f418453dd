// What was asked of the search, what it found, and what is said of it. The query and the kind that is shown alone stand in
// the address, so that the way back from a page that was found leads to the results again.
import { keep, wanted } from "../core/address.js";
import { all, button, byId, put, told } from "../core/element.js";
import { counted } from "../core/formats.js";
import { say } from "../core/words.js";
import { drawChips, sectionOf } from "./draw.js";
import { open } from "./engine.js";
import { grouped } from "./groups.js";

/**
 * @import { Answer, Engine } from "./engine.js"
 * @import { Group } from "./groups.js"
 */

// Results follow the fingers; what is read out and what stands in the address waits until they rest.
const REST = 500;

export class Panel {
  #rest = 0;
  #alone = "";
  /** @type {Group[]} */
  #groups = [];
  /** @type {Promise<Engine> | null} */
  #opening = null;
  /** @type {Engine | null} */
  #engine = null;
  /** @type {(() => void) | null} */
  #drawOthers = null;
  #field = byId("tk_search-text", HTMLInputElement);
  #status = byId("tk_search-status");
  #near = byId("tk_search-near");
  #chips = byId("tk_search-chips");
  #found = byId("tk_search-found");
  #start = byId("tk_search-start");

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

  /** Opens the index; rejects where it cannot be had. */
  async open() {
    this.#opening ??= open(this.root);
    try {
      this.#engine = await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  /** Shows what is found for what stands in the field. */
  show() {
    const query = this.#field.value.trim();
    this.#draw(query, (query && this.#engine?.find(query)) || { results: [], near: [] });
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
    const words = near.map((word) => button("chip", word, () => this.#try(word)));
    byId("tk_search-words").replaceChildren(...words);
    this.#near.hidden = !words.length;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#rested(query), REST);
  }

  /** The kind that is shown alone, where the query found something of it. */
  get #shownAlone() {
    return this.#groups.some(({ kind }) => kind === this.#alone) ? this.#alone : "";
  }

  // The first group is seen before the others are drawn: on a phone these take most of the time.
  #drawFound() {
    const alone = this.#shownAlone;
    const shown = this.#groups.filter(({ kind }) => !alone || kind === alone);
    const [first, ...others] = shown.map((group) => () => sectionOf(group, this.root, shown.length === 1));
    this.#found.replaceChildren(...(first ? [first()] : []));
    this.#found.hidden = !first;
    const drawOthers = () => {
      if (this.#drawOthers !== drawOthers) return;
      this.#drawOthers = null;
      this.#found.append(...others.map((section) => section()));
    };
    this.#drawOthers = drawOthers;
    requestAnimationFrame(() => setTimeout(drawOthers));
  }

  /** @param {string} query */
  #rested(query) {
    clearTimeout(this.#rest);
    this.#drawOthers?.();
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
    this.show();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) this.#drawOthers?.();
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

  /** Leads whoever comes back to the results to the one that was opened. */
  comeBack() {
    this.#drawOthers?.();
    const opened = all(this.#found, "a", HTMLAnchorElement).find((link) => link.href === history.state?.found);
    opened?.focus();
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
    history.replaceState({ ...history.state, found: link.href }, "");
    if (link.pathname !== location.pathname || link.host !== location.host) return;
    const target = new URL(location.href);
    for (const name of Object.values(this.names)) target.searchParams.delete(name);
    target.hash = "";
    try {
      history.pushState(null, "", target);
    } catch {
      // Some browsers allow no such change in a folder, or only so many in a while: then the page is loaded anew.
      return;
    }
    event.preventDefault();
    this.dialog.close();
    if (link.hash) location.replace(link.hash);
    else scrollTo(0, 0);
  }
}
