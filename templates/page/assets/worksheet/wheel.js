// The wheel's drawing follows the numbers in its table. Length and number say the value, not colour.
import { all, told } from "../core/element.js";
import { writtenNumber } from "../core/formats.js";
import { controlsOf, placeOf } from "./places.js";
import { numberIn } from "./number-fields.js";

/** @import { Control } from "./places.js" */

/**
 * @param {number} radius
 * @param {number} angle
 */
export function at(radius, angle) {
  return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
}

/**
 * @param {number} radius
 * @param {number} from
 * @param {number} to
 */
function wedge(radius, from, to) {
  return `M0 0L${at(radius, from)}A${radius} ${radius} 0 0 1 ${at(radius, to)}Z`;
}

/**
 * The measures of a wheel's drawing, as the page gives them.
 * @param {SVGSVGElement} drawing
 */
export function measuresOf(drawing) {
  const [base, steps, radius] = ["base", "steps", "radius"].map((name) => Number(told(drawing, name)));
  return { base, steps, radius };
}

/**
 * @param {Map<string, Control>} controls
 * @param {SVGSVGElement} drawing
 */
function drawOne(controls, drawing) {
  const { base, steps, radius } = measuresOf(drawing);
  const wedges = all(drawing, "path[data-slot]", SVGPathElement);
  const labels = all(drawing, "text[data-slot]", SVGTextElement);
  const turn = (2 * Math.PI) / wedges.length;
  for (const [n, path] of wedges.entries()) {
    const control = controls.get(told(path, "slot"));
    const value = control ? numberIn(control) : "";
    const length = value ? (radius * (Number(value) - base)) / steps : 0;
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

/** @param {HTMLFormElement} form */
export function controlsByPlace(form) {
  return new Map(controlsOf(form).map((control) => [placeOf(control), control]));
}

/** @param {HTMLFormElement} form */
export function draw(form) {
  const controls = controlsByPlace(form);
  for (const drawing of all(form, "[data-wheel]", SVGSVGElement)) drawOne(controls, drawing);
}
