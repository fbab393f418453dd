// Sums and means of other places. Empty values are left out.
import { isNumber, numberIn, putNumber } from "./number-fields.js";
import { controlsOf, of } from "./places.js";

/** @import { Control } from "./places.js" */

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {Control} control */
function textOf(control) {
  if (isNumber(control)) return numberIn(control);
  const isChosen = control instanceof HTMLInputElement && of(control).kind === "radio" && control.checked;
  return isChosen ? control.value : "";
}

/**
 * The number in every place that has one, by name.
 * @param {HTMLFormElement} form
 */
function numbersOn(form) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const control of controlsOf(form)) {
    const text = textOf(control);
    if (text) found.set(of(control).name, Number(text));
  }
  return found;
}

/** @param {HTMLFormElement} form */
export function compute(form) {
  const numbers = numbersOn(form);
  for (const control of controlsOf(form)) {
    const { computed } = of(control);
    if (!computed) continue;
    const values = computed.of
      .map((names) => names.flatMap((name) => numbers.get(name) ?? []))
      .filter((group) => group.length)
      .map(mean);
    const isMean = computed.operation === "mean";
    const result = isMean ? mean(values) : mean(values) * values.length;
    // One decimal is as exact as a rating can be; sums keep what was typed.
    putNumber(control, values.length ? String(Number(result.toFixed(isMean ? 1 : 6))) : "");
    control.readOnly = true;
  }
}
