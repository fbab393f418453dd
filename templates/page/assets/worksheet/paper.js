// What a control becomes on paper: the whole of its text, however long, or lines to write on.
// A browser prints a control as a box that cuts what does not fit.
import { all, make, one } from "../core/element.js";
import { writtenDay, writtenNumber } from "../core/formats.js";
import { isNumber, numberIn } from "./number-fields.js";

/** @import { Control } from "./places.js" */

/** @param {Control} control */
function shown(control) {
  const { type, value } = control;
  if (!value) return "";
  if (type === "date") return writtenDay(value);
  const number = isNumber(control) && numberIn(control);
  return number ? writtenNumber(number) : value;
}

/**
 * What stands on paper for a control; made when it is missing.
 * @param {Control} control
 */
function placeOf(control) {
  const next = control.nextElementSibling;
  if (next instanceof HTMLElement && next.matches(".paper")) return next;
  const place = make("span", `paper paper-${isNumber(control) ? "number" : control.type}`);
  place.ariaHidden = "true";
  control.after(place);
  return place;
}

/**
 * @param {HTMLElement} place
 * @param {Control} control
 */
function put(place, control) {
  const text = shown(control);
  place.classList.toggle("blank", !text);
  place.textContent = text;
  if (text) return;
  const lines = control instanceof HTMLTextAreaElement ? control.rows : 1;
  for (let n = 0; n < lines; n += 1) place.append(make("i"));
}

/**
 * Puts the sheet's last line into the margin of each page, where a browser has boxes there: in the text it
 * would make a page of its own once all others are full. Browsers without them print it where it stands.
 */
function foot() {
  if (!("CSSMarginRule" in globalThis)) return;
  const { classList, style } = document.documentElement;
  // A string of JSON is one of CSS, too.
  style.setProperty("--sheet-foot", JSON.stringify(one(document, ".sheet-foot").textContent.trim()));
  classList.add("foot-in-margin");
}

/**
 * Brings what stands in the controls to paper.
 * @param {HTMLFormElement} form
 */
export function paper(form) {
  const inputs = all(form, "input:not([type=checkbox], [type=radio])", HTMLInputElement);
  foot();
  for (const control of [...all(form, "textarea", HTMLTextAreaElement), ...inputs]) put(placeOf(control), control);
}
