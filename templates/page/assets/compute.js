// Sums and means of other places. Empty values are left out.
import { isNumber, numberIn, putNumber } from "./number-fields.js";
import { all, controlsOf, of } from "./places.js";

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// The number in every place that has one, by name.
function numbersOn(form) {
  const found = new Map();
  for (const control of controlsOf(form)) {
    const isChosen = control.type === "radio" && control.checked;
    const value = isNumber(control) ? numberIn(control) : isChosen && control.value;
    if (value) found.set(of(control).name, Number(value));
  }
  return found;
}

export function compute(form) {
  const numbers = numbersOn(form);
  for (const { control, computed } of all) {
    if (!computed) continue;
    const values = computed.of
      .map((names) => names.filter((name) => numbers.has(name)).map((name) => numbers.get(name)))
      .filter((group) => group.length)
      .map(mean);
    const isMean = computed.operation === "mean";
    const result = isMean ? mean(values) : mean(values) * values.length;
    const target = form.elements.namedItem(control);
    // One decimal is as exact as a rating can be; sums keep what was typed.
    putNumber(target, values.length ? String(Number(result.toFixed(isMean ? 1 : 6))) : "");
    target.readOnly = true;
  }
}
