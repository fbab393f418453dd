// What is asked of an index, and what is shown for it. All of it stands in the address, as stable ids, so that it can
// be sent on and survives a change of language. What an address says that this page has no choice for is left alone.
import { keep, wanted, wantedAll } from "../core/address.js";
import { all, byId, one, put, told } from "../core/element.js";
import { matcher } from "../core/fold.js";
import { say } from "../core/words.js";
import { arrange, readEntry } from "./entries.js";

/** @import { Entry } from "./entries.js" */

const WIDE = matchMedia("(min-width: 60rem)");

export class Index {
  #waiting = 0;
  #entries = all(document, "[data-entry]").map(readEntry);
  #field = byId("tk_facets-text", HTMLInputElement);
  #sort = byId("tk_facets-sort", HTMLSelectElement);

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.boxes = all(form, "fieldset input", HTMLInputElement);
    this.facets = all(form, "[data-facet]").map((set) => told(set, "facet"));
  }

  start() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => {
      this.#filter();
      this.#toAddress();
    });
    this.#field.addEventListener("input", () => {
      this.#filter();
      // Browsers allow only so many changes of the address in a while.
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#toAddress(), 250);
    });
    this.#sort.addEventListener("change", () => {
      arrange(this.#entries, this.#sort.value);
      this.#toAddress();
    });
    for (const button of all(document, "[data-do='clear-facets']")) {
      button.addEventListener("click", () => this.#clear());
    }
    addEventListener("popstate", () => this.#fromAddress());
    const unfold = () => (byId("tk_facets-all", HTMLDetailsElement).open = WIDE.matches);
    WIDE.addEventListener("change", unfold);
    unfold();
    this.#fromAddress();
  }

  /** @param {string} facet */
  #chosen(facet) {
    return this.boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value);
  }

  #filter() {
    const asked = this.facets.map((name) => ({ name, values: this.#chosen(name) }));
    const matches = matcher(this.#field.value);
    const found = this.#entries.filter((entry) => matches(entry.text));
    const fits = (/** @type {Entry} */ entry, except = "") =>
      asked.every(
        ({ name, values }) => name === except || !values.length || values.some((value) => entry.has(name, value)),
      );
    for (const entry of this.#entries) entry.element.hidden = !(found.includes(entry) && fits(entry));
    for (const box of this.boxes) {
      const count = found.filter((entry) => fits(entry, box.name) && entry.has(box.name, box.value)).length;
      one(box.closest("label") ?? this.form, ".count").textContent = String(count);
      // A choice that leaves nothing is none; one that is made can always be taken back.
      box.disabled = !count && !box.checked;
    }
    this.#tell();
    arrange(this.#entries, this.#sort.value);
  }

  #tell() {
    const shown = this.#entries.filter((entry) => !entry.element.hidden).length;
    const inUse = this.boxes.filter((box) => box.checked).length;
    put(byId("tk_facets-result"), say("facets-shown", { shown, total: this.#entries.length }));
    const active = byId("tk_facets-active");
    active.textContent = say("facets-active", { count: inUse });
    active.hidden = !inUse;
    byId("tk_facets-none").hidden = shown > 0;
    byId("tk_facets-clear").hidden = !inUse && !this.#field.value.trim();
  }

  #toAddress() {
    clearTimeout(this.#waiting);
    const chosen = this.facets.map((name) => [name, this.#chosen(name)]);
    keep({ ...Object.fromEntries(chosen), q: this.#field.value.trim(), sort: this.#sort.value });
  }

  #fromAddress() {
    for (const box of this.boxes) box.checked = wantedAll(box.name).includes(box.value);
    this.#field.value = wanted("q").slice(0, this.#field.maxLength);
    const order = [...this.#sort.options].find((option) => option.value === wanted("sort"));
    this.#sort.value = (order ?? this.#sort.options[0]).value;
    this.#filter();
  }

  #clear() {
    for (const box of this.boxes) box.checked = false;
    this.#field.value = "";
    this.#filter();
    this.#toAddress();
    // The button goes; whoever pressed it is not left nowhere.
    this.#field.focus();
  }
}
