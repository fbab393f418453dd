// Sums and means of other fields. Empty values are left out; a wheel counts as the mean of its segments.
import { all, maybe, one, told } from "../core/element.js";
import { isNumber, numberIn, putNumber } from "./number-fields.js";

/** @param {HTMLInputElement} control */
function numberOf(control) {
  const value = isNumber(control) ? numberIn(control) : control.value;
  return value ? [Number(value)] : [];
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The value of a field as a list: empty, or one number.
 * @param {HTMLFormElement} form
 * @param {string} field
 */
function valueOf(form, field) {
  const within = one(form, `[id="field-${field}"]`);
  if (within.classList.contains("field-wheel")) {
    const values = all(within, "input", HTMLInputElement).flatMap(numberOf);
    return values.length ? [mean(values)] : [];
  }
  const control = maybe(within, "input[type=radio]:checked, input[data-number]", HTMLInputElement);
  return control ? numberOf(control) : [];
}

/** @param {HTMLFormElement} form */
export function compute(form) {
  for (const target of all(form, "[data-operation]", HTMLInputElement)) {
    const values = told(target, "of").split(" ").flatMap((field) => valueOf(form, field));
    const isMean = target.dataset.operation === "mean";
    const result = isMean ? mean(values) : mean(values) * values.length;
    // One decimal is as exact as a rating can be; sums keep what was typed.
    putNumber(target, values.length ? String(Number(result.toFixed(isMean ? 1 : 6))) : "");
    target.readOnly = true;
  }
}
