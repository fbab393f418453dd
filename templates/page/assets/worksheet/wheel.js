// The wheel's drawing follows the numbers in its table, and takes a value where it is tapped or clicked. Length and number
// say the value, not colour.
import { all, around, told } from "../core/element.js";
import { writtenNumber } from "../core/formats.js";
import { controlsOf, of, placeOf } from "./places.js";
import { numberIn, putNumber } from "./number-fields.js";
import { pointedAt } from "./wheel-point.js";

/** @import { Control } from "./places.js" */

// What can be pointed at is as many pixels across (WCAG 2.2, 2.5.8); rings of many values are narrower on a phone, where
// the fields of the table have the room.
const TARGET = 24;

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
function controlsByPlace(form) {
  return new Map(controlsOf(form).map((control) => [placeOf(control), control]));
}

/** @param {HTMLFormElement} form */
export function draw(form) {
  const controls = controlsByPlace(form);
  for (const drawing of all(form, "[data-wheel]", SVGSVGElement)) drawOne(controls, drawing);
}

/**
 * The area of a drawing that an event points at, by its place, and the value of the ring; null outside the wheel.
 * @param {MouseEvent} event
 * @param {SVGSVGElement} drawing
 */
function tapped({ clientX, clientY }, drawing) {
  const { base, steps, radius } = measuresOf(drawing);
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const slots = all(drawing, "path[data-slot]", SVGPathElement).map((path) => told(path, "slot"));
  const rings = all(drawing, ".ring", SVGCircleElement).length;
  const found = pointedAt(clientX - left - width / 2, clientY - top - height / 2, {
    radius: (radius * width) / drawing.viewBox.baseVal.width,
    rings,
    areas: slots.length,
    least: TARGET,
  });
  return found && { slot: slots[found.area], value: Math.round(base + (found.ring * steps) / rings) };
}

/**
 * A tap or click on a ring of an area is its value; on the value that it has already, it takes the value back, as with a
 * chosen button of a scale. The fields of the table remain the way for keyboards.
 * @param {HTMLFormElement} form
 */
export function letTap(form) {
  form.addEventListener("click", (event) => {
    const drawing = around(event, "[data-wheel]", SVGSVGElement);
    const found = drawing && tapped(event, drawing);
    const control = found && controlsByPlace(form).get(found.slot);
    if (!control || control.readOnly || control.matches(":disabled")) return;
    const value = String(Math.max(found.value, of(control).min ?? found.value));
    // The second click of a double click means the same as the first.
    if (value !== numberIn(control)) putNumber(control, value);
    else if (event.detail < 2) putNumber(control, "");
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
