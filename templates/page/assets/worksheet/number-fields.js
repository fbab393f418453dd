// The fields of a sheet in which numbers are typed: what stands in them, and what is wrong with it.
import { around, make } from "../core/element.js";
import { writtenNumber } from "../core/formats.js";
import { PLAIN, readNumber } from "../core/numbers.js";
import { say } from "../core/words.js";
import { controlsOf, maybeOf, of } from "./places.js";

/** @import { Control, Place } from "./places.js" */

// What we wrote into a field is the number that it was made of: a text may say less than that.
/** @type {WeakMap<Control, {text: string, value: string}>} */
const written = new WeakMap();
// What is said at a field now.
/** @type {WeakMap<Control, string>} */
const told = new WeakMap();

/** @param {Control} control */
export function isNumber(control) {
  return maybeOf(control)?.kind === "number";
}

/**
 * @param {Control} control
 * @returns {ReturnType<typeof readNumber>}
 */
function read(control) {
  const ours = written.get(control);
  return ours && ours.text === control.value ? { value: ours.value } : readNumber(control.value);
}

/**
 * What a number breaks of its place's rules: a word and what goes with it; undefined where nothing.
 * @param {Place} place
 * @param {string} value
 * @returns {[word: string, values: Record<string, string>] | undefined}
 */
function broken({ step, min, max }, value) {
  if (step && Number(value) % step) return ["number-whole", { example: writtenNumber(7) }];
  if (Number(value) >= (min ?? -Infinity) && Number(value) <= (max ?? Infinity)) return undefined;
  if (max === undefined) return ["number-least", { min: writtenNumber(min ?? "") }];
  if (min === undefined) return ["number-most", { max: writtenNumber(max) }];
  return ["number-between", { min: writtenNumber(min), max: writtenNumber(max) }];
}

/**
 * Why what stands in a field is no answer to it, in words; "" where it is one.
 * @param {Control} control
 */
export function faultOf(control) {
  const { value, fault } = read(control);
  if (fault) return say(fault, { example: writtenNumber(of(control).step ? 7 : 7.5) });
  const found = value && broken(of(control), value);
  return found ? say(...found) : "";
}

/**
 * The number in a field, as an answer holds it; "" where there is none that fits.
 * @param {Control} control
 */
export function numberIn(control) {
  const { value = "" } = read(control);
  return value && !broken(of(control), value) ? value : "";
}

/**
 * @param {Place} place
 * @param {string} value
 */
export function fitsNumber(place, value) {
  return PLAIN.test(value) && !broken(place, value);
}

/**
 * Puts a number, or nothing, into a field.
 * @param {Control} control
 * @param {string} value
 */
export function putNumber(control, value) {
  const text = value && writtenNumber(value);
  if (text !== control.value) control.value = text;
  written.set(control, { text, value });
}

/** @param {Control} control */
function noteOf(control) {
  const id = `tk_fault.${control.name}`;
  const found = document.getElementById(id);
  if (found) return found;
  const note = make("span", "number-fault");
  note.id = id;
  // Not in the label: it would become part of the field's name.
  (control.closest(".answer, td") ?? control.closest("label")?.parentElement)?.append(note);
  return note;
}

/** @param {Control} control */
function mark(control) {
  const fault = faultOf(control);
  if (fault === (told.get(control) ?? "")) return;
  told.set(control, fault);
  control.setCustomValidity(fault);
  const note = noteOf(control);
  note.textContent = fault;
  if (fault) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== note.id);
  if (fault) others.push(note.id);
  if (others.length) control.setAttribute("aria-describedby", others.join(" "));
  else control.removeAttribute("aria-describedby");
}

/**
 * Says at every field what is wrong with its number, until it is mended.
 * @param {HTMLFormElement} form
 */
export function markNumbers(form) {
  for (const control of controlsOf(form)) if (isNumber(control)) mark(control);
}

/**
 * Whoever leaves a field sees how its number was read.
 * @param {HTMLFormElement} form
 */
export function showAsRead(form) {
  form.addEventListener("change", (event) => {
    const control = around(event, "[data-number]", HTMLInputElement);
    if (control && !control.readOnly && numberIn(control)) putNumber(control, numberIn(control));
  });
}
