// What a control becomes on paper: the whole of its text, however long, or lines to write on.
// A browser prints a control as a box that cuts what does not fit.
import { writtenDay } from "../core/formats.js";
import { isNumber, numberIn } from "./number-fields.js";
import { writtenNumber } from "../core/numbers.js";

const TEXTS = "textarea, input:not([type=checkbox], [type=radio])";

function shown(control) {
  const { type, value } = control;
  if (!value) return "";
  if (type === "date") return writtenDay(value);
  const number = isNumber(control) && numberIn(control);
  return number ? writtenNumber(number) : value;
}

function put(place, control) {
  const text = shown(control);
  place.classList.toggle("blank", !text);
  place.textContent = text;
  if (text) return;
  const lines = control.rows || 1;
  for (let n = 0; n < lines; n += 1) place.append(document.createElement("i"));
}

export function paper(form) {
  const places = new Map();
  for (const control of form.querySelectorAll(TEXTS)) {
    const place = document.createElement("span");
    place.className = `paper paper-${isNumber(control) ? "number" : control.type}`;
    place.ariaHidden = "true";
    control.after(place);
    places.set(control, place);
  }
  return { refresh: () => places.forEach((place, control) => put(place, control)) };
}
