// The wheel's drawing follows the numbers in its table. Length and number say the value, not colour.
import { controlsOf, placeOf } from "./controls.js";
import { numberIn } from "./number-fields.js";
import { writtenNumber } from "../core/numbers.js";

export function at(radius, angle) {
  return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
}

function wedge(radius, from, to) {
  return `M0 0L${at(radius, from)}A${radius} ${radius} 0 0 1 ${at(radius, to)}Z`;
}

function drawOne(controls, drawing) {
  const { base, steps, radius } = drawing.dataset;
  const wedges = [...drawing.querySelectorAll("path[data-slot]")];
  const labels = [...drawing.querySelectorAll("text[data-slot]")];
  const turn = (2 * Math.PI) / wedges.length;
  for (const [n, path] of wedges.entries()) {
    const value = numberIn(controls.get(path.dataset.slot));
    const length = value ? (radius * (value - base)) / steps : 0;
    path.setAttribute("d", length > 0 ? wedge(length, n * turn, (n + 1) * turn) : "");
    labels[n].textContent = value && writtenNumber(value);
    // Just inside the wedge, or just outside where it is too short for a number.
    const away = length > 12 ? length - 4.5 : length + 4.5;
    const [x, y] = at(away, (n + 0.5) * turn).split(" ");
    labels[n].setAttribute("x", x);
    labels[n].setAttribute("y", y);
    labels[n].classList.toggle("outside", length <= 12);
  }
}

export function draw(form) {
  const controls = new Map(controlsOf(form).map((control) => [placeOf(control), control]));
  for (const drawing of form.querySelectorAll("[data-wheel]")) drawOne(controls, drawing);
}
