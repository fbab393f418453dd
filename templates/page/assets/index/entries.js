// The entries of an index page as they stand in it, and the orders they can be put in.
import { all, byId, maybe, one } from "../core/element.js";
import { fold } from "../core/fold.js";

/**
 * @typedef {ReturnType<typeof readEntry>} Entry
 * @typedef {(a: Entry, b: Entry) => number} Order
 */

/** @param {HTMLElement} element */
export function readEntry(element) {
  const text = [".card-title", ".card-summary"].map((part) => one(element, part).textContent);
  return {
    element,
    home: element.parentElement,
    place: Number(element.dataset.place),
    text: fold(text.join(" ")),
    minutes: Number(element.dataset.minutes ?? 0),
    used: Number(element.dataset.used),
    /**
     * @param {string} facet
     * @param {string} value
     */
    has: (facet, value) => (element.getAttribute(`data-of-${facet}`) ?? "").split(" ").includes(value),
  };
}

/** @type {Record<string, Order>} */
const ORDERS = {
  title: (a, b) => a.place - b.place,
  time: (a, b) => a.minutes - b.minutes || a.place - b.place,
  used: (a, b) => b.used - a.used || a.place - b.place,
};

/**
 * Puts entries into one list in an order that has a name; or each where the page has it.
 * @param {Entry[]} entries
 * @param {string} name
 */
export function arrange(entries, name) {
  const sorted = byId("tk_facets-sorted");
  const order = Object.hasOwn(ORDERS, name) ? ORDERS[name] : null;
  if (order) sorted.append(...[...entries].sort(order).map((entry) => entry.element));
  else for (const entry of entries) entry.home?.append(entry.element);
  sorted.hidden = !order || !maybe(sorted, ":scope > :not([hidden])");
  for (const group of all(document, "[data-group]")) {
    group.hidden = !maybe(group, ":scope > :not([hidden])");
    const title = document.getElementById(`tk_group.${group.dataset.group}`);
    if (title) title.hidden = group.hidden;
  }
}
