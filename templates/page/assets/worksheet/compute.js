// Sums and means of other fields. Empty values are left out; a wheel counts as the mean of its segments.

import { isNumber, numberIn, putNumber } from "./number-fields.js";

function numberOf(control) {
  const value = isNumber(control) ? numberIn(control) : control.value;
  return value ? [Number(value)] : [];
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// The value of a field as a list: empty, or one number.
function valueOf(form, field) {
  const within = form.querySelector(`[id="field-${field}"]`);
  if (within.classList.contains("field-wheel")) {
    const values = [...within.querySelectorAll("input")].flatMap(numberOf);
    return values.length ? [mean(values)] : [];
  }
  const control = within.querySelector("input[type=radio]:checked, input[data-number]");
  return control ? numberOf(control) : [];
}

export function compute(form) {
  for (const target of form.querySelectorAll("[data-operation]")) {
    const values = target.dataset.of.split(" ").flatMap((field) => valueOf(form, field));
    const isMean = target.dataset.operation === "mean";
    const result = isMean ? mean(values) : mean(values) * values.length;
    // One decimal is as exact as a rating can be; sums keep what was typed.
    putNumber(target, values.length ? String(Number(result.toFixed(isMean ? 1 : 6))) : "");
    target.readOnly = true;
  }
}
