// The answer places of a sheet, as the page carries them: what each is called, what it may hold, what it measures.
// toolkit/view/places.py makes them; no script makes up a name, a bound or a choice.
import { byId } from "../core/element.js";

/**
 * A place, of which the page leaves out what says nothing. `values` are the choices of a radio group; `step` is 1 where
 * a number has no decimals; `text` and `asked` name texts of the page: the place within its field, the field's question.
 * @typedef {object} Place
 * @property {string} control
 * @property {string} name
 * @property {"text" | "area" | "number" | "date" | "check" | "radio"} kind
 * @property {string} field
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {string[]} [values]
 * @property {boolean} [measures]
 * @property {string} [text]
 * @property {string} [asked]
 * @property {{operation: "sum" | "mean", of: string[][]}} [computed]
 *
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Control
 * @typedef {Record<string, string | boolean>} Answers
 */

/** @type {{who: string, places: Place[]}} */
const told = JSON.parse(byId("tk_places", HTMLScriptElement).text);

// The name of the place that says whose sheet it is.
export const WHO = told.who;

// Every place of the sheet as published, in reading order.
export const PUBLISHED = told.places;

let current = PUBLISHED;
let byControl = new Map(current.map((place) => [place.control, place]));

/** Every place of the sheet as it stands, in reading order. */
export function places() {
  return current;
}

/**
 * Says which places the sheet has from now on.
 * @param {Place[]} found
 */
export function setPlaces(found) {
  current = found;
  byControl = new Map(current.map((place) => [place.control, place]));
}

/**
 * @param {Element} element
 * @returns {element is Control}
 */
function isControl(element) {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isField && byControl.has(element.name);
}

/**
 * The controls in which places are filled in, without those of the page itself.
 * @param {HTMLFormElement} form
 */
export function controlsOf(form) {
  return [...form.elements].filter(isControl);
}

/**
 * The place that a control is for; undefined for controls of the page itself.
 * @param {Control} control
 */
export function maybeOf(control) {
  return byControl.get(control.name);
}

/**
 * The place that a control of an answer is for.
 * @param {Control} control
 */
export function of(control) {
  const found = maybeOf(control);
  if (!found) throw new TypeError(`no place for ${control.name}`);
  return found;
}

/**
 * The name of the place that a control is for.
 * @param {Control} control
 */
export function placeOf(control) {
  return of(control).name;
}
