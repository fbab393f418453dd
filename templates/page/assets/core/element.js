// Elements of the page: found, each of the class that it must have, and made.

/**
 * The element that a page always has for this; where it is missing, page and script do not belong together.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 * @returns {T}
 */
export function one(root, selector, type) {
  const found = maybe(root, selector, type);
  if (!found) throw new TypeError(`no ${selector}`);
  return found;
}

/**
 * The element that some pages have for this, or null.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 * @returns {T | null}
 */
export function maybe(root, selector, type) {
  const found = root.querySelector(selector);
  return found instanceof (type ?? HTMLElement) ? /** @type {T} */ (found) : null;
}

/**
 * All elements for this.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 */
export function all(root, selector, type) {
  return /** @type {T[]} */ ([...root.querySelectorAll(selector)].filter((found) => found instanceof (type ?? HTMLElement)));
}

/**
 * The element that a page always has under an id of ours.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [type]
 * @returns {T}
 */
export function byId(id, type) {
  return one(document, `[id="${id}"]`, type);
}

/**
 * What stands in a data attribute; "" where there is none.
 * @param {HTMLElement | SVGElement} element
 * @param {string} name
 */
export function told(element, name) {
  return element.dataset[name] ?? "";
}

/**
 * The element around an event's target that fits, or null.
 * @template {Element} [T=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @param {new () => T} [type]
 * @returns {T | null}
 */
export function around(event, selector, type) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null;
  return found instanceof (type ?? HTMLElement) ? /** @type {T} */ (found) : null;
}

/**
 * A copy of an element, whole.
 * @template {Element} T
 * @param {T} element
 */
export function copyOf(element) {
  return /** @type {T} */ (element.cloneNode(true));
}

/**
 * Returns a new element with its class and what is in it: text or elements.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {...(string | Node)} children
 */
export function make(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * Returns a new button that does something; `which` says to what, for those who do not see where it stands.
 * @param {string} className
 * @param {string} label
 * @param {() => void} task
 */
export function button(className, label, task, which = "") {
  const said = which ? [make("span", "", label), make("span", "visually-hidden", `: ${which}`)] : [label];
  const made = make("button", className, ...said);
  made.type = "button";
  made.addEventListener("click", task);
  return made;
}

/**
 * Puts text into an element, where it is another: a line that is read out is said only when it changes.
 * @param {Element} element
 * @param {string} text
 */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * What an element says in the page's own language; a second one may stand beside it.
 * @param {Element} element
 */
export function ownText(element) {
  const copy = copyOf(element);
  for (const other of copy.querySelectorAll(".also, .tag, .tools")) other.remove();
  return (copy.textContent ?? "").replace(/\s+/gu, " ").trim();
}
