// The wheel's drawing takes a value where it is tapped or clicked. Loaded once a page with a wheel stands.
import { all, around, told } from "../core/element.js";
import { numberIn, putNumber } from "./number-fields.js";
import { of } from "./places.js";
import { controlsByPlace, measuresOf } from "./wheel.js";
import { pointedAt } from "./wheel-point.js";

// What can be pointed at is as many pixels across (WCAG 2.2, 2.5.8); rings of many values are narrower on a phone, where
// the fields of the table have the room.
const TARGET = 24;

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
