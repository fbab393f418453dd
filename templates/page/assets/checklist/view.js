// How a checklist is looked at: open items only, and a column for each role. Both stand in the address, so that they
// go along to another language. Items are hidden and put in another order, never changed.
import { keep, pointedAt, wanted } from "../core/address.js";
import { all, maybe, one } from "../core/element.js";
import { join, say } from "../core/words.js";

const VIEWS = { open: "tk_list-open", sides: "tk_list-sides" };

/** @typedef {keyof typeof VIEWS} Name */

export class View {
  /** @type {[Name, HTMLElement | null][]} */
  #buttons = [
    ["open", maybe(document, `#${VIEWS.open}`)],
    ["sides", maybe(document, `#${VIEWS.sides}`)],
  ];
  #lists = all(document, ".checklist").map((list) => ({ list, entries: all(list, ":scope > *") }));
  /**
   * Items that were ticked while only open ones are shown stay until the next look: what is under a hand must not go.
   * @type {Set<HTMLElement>}
   */
  #ticked = new Set();

  /**
   * `draw` draws the whole list, and applies this view to it.
   * @param {() => void} draw
   */
  constructor(draw) {
    const asked = wanted("show").split(" ");
    for (const [name, button] of this.#buttons) {
      button?.setAttribute("aria-pressed", String(asked.includes(name)));
      button?.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(!this.#is(name)));
        this.#ticked.clear();
        keep({ show: this.#buttons.map(([other]) => other).filter((other) => this.#is(other)).join(" ") });
        draw();
      });
    }
  }

  /** @param {Name} name */
  #is(name) {
    const found = this.#buttons.find(([other]) => other === name);
    return found?.[1]?.getAttribute("aria-pressed") === "true";
  }

  /**
   * Call before the item is drawn as done.
   * @param {HTMLElement} item
   */
  keep(item) {
    this.#ticked.add(item);
  }

  apply() {
    document.documentElement.classList.toggle("in-sides", this.#is("sides"));
    for (const { list, entries } of this.#lists) {
      const items = entries.filter((entry) => entry.matches(".item"));
      for (const item of items) item.hidden = this.#is("open") && this.#isBehind(item);
      this.#putInOrder(list, entries, items);
      const hasOpen = items.some((item) => !item.hidden);
      list.closest("form")?.toggleAttribute("hidden", !hasOpen);
      const progress = one(document, `[data-progress="${list.dataset.group}"]`);
      progress.classList.toggle("all-done", !hasOpen);
      if (!hasOpen) progress.textContent = join(" – ", [progress.textContent ?? "", say("list-all-done")]);
    }
  }

  /**
   * Done and therefore not shown among open items; what the address points at is there, whatever was done.
   * @param {HTMLElement} item
   */
  #isBehind(item) {
    if (item.id && item.id === pointedAt()) return false;
    return one(item, "input[type='checkbox']", HTMLInputElement).checked && !this.#ticked.has(item);
  }

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement[]} entries
   * @param {HTMLElement[]} items
   */
  #putInOrder(list, entries, items) {
    const inSides = this.#is("sides");
    for (const head of entries) {
      if (!head.matches(".side-head")) continue;
      const own = items.filter((item) => item.dataset.side === head.dataset.head);
      head.hidden = !inSides || own.every((item) => item.hidden);
    }
    const rank = (/** @type {HTMLElement} */ entry) =>
      Number(entry.dataset.side ?? entry.dataset.head) || entries.length;
    const order = inSides ? [...entries].sort((a, b) => rank(a) - rank(b)) : entries;
    // Moving an element takes the focus from it, so nothing moves that is in its place.
    if (order.some((entry, index) => list.children[index] !== entry)) list.append(...order);
  }
}
