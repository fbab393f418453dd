// The answer places of a sheet, by name. A place's name is made of ids that an author chose, so it is never used where
// the page or the browser has names of its own: a control named "elements" would take the place of the form's property.

/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Control
 * @typedef {Record<string, string | boolean>} Answers
 */

const PREFIX = "answer.";

/**
 * @param {Element} element
 * @returns {element is Control}
 */
function isControl(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** @param {HTMLFormElement} form */
export function controlsOf(form) {
  return [...form.elements].filter(isControl).filter(({ name }) => name.startsWith(PREFIX));
}

/**
 * The name of the place that a control is for.
 * @param {Control} control
 */
export function placeOf(control) {
  return control.name.slice(PREFIX.length);
}

/**
 * What an object holds under a name that an author or a file chose; what all objects inherit does not count.
 * @template T
 * @param {Record<string, T>} object
 * @param {string} name
 * @returns {T | undefined}
 */
export function held(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
