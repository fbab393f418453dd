// How a checklist is looked at: open items only, and a column for each role. Both stand in the address, so that they
// go along to another language. Items are hidden and put in another order, never changed.
import { keep, wanted } from "../core/address.js";
import { say } from "../core/words.js";

const VIEWS = { open: "tk_list-open", sides: "tk_list-sides" };

export class View {
  #buttons;
  #lists = [...document.querySelectorAll(".checklist")];
  #order = new Map(this.#lists.map((list) => [list, [...list.children]]));
  // Items that were ticked while only open ones are shown stay until the next look: what is under a hand must not go.
  #ticked = new Set();

  // `draw` draws the whole list, and applies this view to it.
  constructor(draw) {
    this.#buttons = Object.fromEntries(
      Object.entries(VIEWS).map(([name, id]) => [name, document.getElementById(id)]),
    );
    const asked = wanted("show").split(" ");
    for (const [name, button] of Object.entries(this.#buttons)) {
      button?.setAttribute("aria-pressed", String(asked.includes(name)));
      button?.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(!this.#is(name)));
        this.#ticked.clear();
        keep({ show: Object.keys(VIEWS).filter((other) => this.#is(other)).join(" ") });
        draw();
      });
    }
  }

  #is(name) {
    return this.#buttons[name]?.getAttribute("aria-pressed") === "true";
  }

  // Call before the item is drawn as done.
  keep(item) {
    this.#ticked.add(item);
  }

  apply() {
    const openOnly = this.#is("open");
    const inSides = this.#is("sides");
    document.documentElement.classList.toggle("in-sides", inSides);
    for (const list of this.#lists) {
      const items = this.#order.get(list);
      for (const item of items) {
        if (!item.matches(".item")) continue;
        const isDone = item.querySelector("input[type='checkbox']").checked;
        item.hidden = openOnly && isDone && !this.#ticked.has(item);
      }
      for (const head of items) {
        if (!head.matches(".side-head")) continue;
        const own = items.filter((item) => item.matches(".item") && item.dataset.side === head.dataset.head);
        head.hidden = !inSides || own.every((item) => item.hidden);
      }
      const rank = (entry) => Number(entry.dataset.side ?? entry.dataset.head) || items.length;
      const order = inSides ? [...items].sort((a, b) => rank(a) - rank(b)) : items;
      // Moving an element takes the focus from it, so nothing moves that is in its place.
      if (order.some((item, index) => list.children[index] !== item)) list.append(...order);
      const hasOpen = items.some((item) => item.matches(".item") && !item.hidden);
      list.closest("form").hidden = !hasOpen;
      const progress = document.querySelector(`[data-progress="${list.dataset.group}"]`);
      progress.classList.toggle("all-done", !hasOpen);
      if (!hasOpen) progress.textContent += ` – ${say("list-all-done")}`;
    }
  }
}
