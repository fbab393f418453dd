// What is shown of two dates: wheels as two outlines in one drawing, and everything in tables.
import { copyOf, make, maybe, one } from "../core/element.js";
import { writtenNumber } from "../core/formats.js";
import { read, say } from "../core/words.js";
import { places } from "./places.js";
import { at, measuresOf } from "./wheel.js";
import { drawn } from "./svg.js";
import { held } from "../core/untrusted.js";

/**
 * @import { Answers, Place } from "./places.js"
 * @typedef {{label: string, earlier?: number, later?: number, drawing?: Element}} Row
 * @typedef {{name: string, values: Answers}} Side
 */

const difference = new Intl.NumberFormat(document.documentElement.lang, {
  maximumFractionDigits: 10,
  useGrouping: false,
  signDisplay: "exceptZero",
});

/**
 * @param {Answers} values
 * @param {string} slot
 */
function numberAt(values, slot) {
  const value = held(values, slot);
  return value === undefined ? undefined : Number(value);
}

/**
 * The text in the page's own language, without a second one beside it.
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function wordsOf(form, key) {
  const found = copyOf(one(form, `[data-text="${CSS.escape(key)}"]`));
  for (const other of found.querySelectorAll(".also")) other.remove();
  return read(found).trim();
}

/**
 * @param {SVGSVGElement} drawing
 * @param {string[]} slots
 * @param {Answers} values
 * @param {string} className
 */
function wheelOutline(drawing, slots, values, className) {
  const { base, steps, radius } = measuresOf(drawing);
  const turn = (2 * Math.PI) / slots.length;
  const lines = slots.map((slot, n) => {
    const length = (radius * ((numberAt(values, slot) ?? base) - base)) / steps;
    if (length <= 0) return "L0 0";
    return `L${at(length, n * turn)}A${length} ${length} 0 0 1 ${at(length, (n + 1) * turn)}`;
  });
  return drawn("path", { d: `${lines.join("").replace("L", "M")}Z`, class: className });
}

/**
 * @param {SVGSVGElement} drawing
 * @param {string[]} slots
 * @param {Side} earlier
 * @param {Side} later
 */
function wheelDrawing(drawing, slots, earlier, later) {
  const copy = copyOf(drawing);
  for (const part of copy.querySelectorAll("[data-slot]")) part.remove();
  // Its name can say which language it is in only as an element.
  for (const name of ["aria-label", "aria-labelledby"]) copy.removeAttribute(name);
  const title = drawn("title", {});
  title.textContent = say("compare-drawing");
  copy.prepend(title);
  one(copy, "text", SVGTextElement).before(
    wheelOutline(drawing, slots, later.values, "outline later"),
    wheelOutline(drawing, slots, earlier.values, "outline earlier"),
  );
  return copy;
}

/**
 * A scale as a line with a ring for the first date and a filled square for the second.
 * @param {number} min
 * @param {number} max
 * @param {Row} row
 */
function track(min, max, { earlier, later }) {
  const svg = drawn("svg", { viewBox: "-6 -8 172 16", class: "track", "aria-hidden": "true" });
  const x = (/** @type {number} */ value) => (160 * (value - min)) / (max - min);
  svg.append(drawn("line", { x2: 160, class: "track-line" }));
  for (const end of [0, 160]) svg.append(drawn("line", { x1: end, x2: end, y1: -4, y2: 4, class: "track-line" }));
  if (later !== undefined) svg.append(drawn("rect", { x: x(later) - 4, y: -4, width: 8, height: 8, class: "later" }));
  if (earlier !== undefined) svg.append(drawn("circle", { cx: x(earlier), r: 5.5, class: "earlier" }));
  return svg;
}

/** @param {string} className */
function sample(className) {
  const svg = drawn("svg", { viewBox: "0 0 32 8", class: "sample", "aria-hidden": "true" });
  svg.append(drawn("path", { d: "M0 4H32", class: `outline ${className}` }));
  return svg;
}

/** @param {Row} row */
function line({ label, earlier, later, drawing }) {
  const name = make("th", "", label, ...(drawing ? [drawing] : []));
  name.scope = "row";
  const cells = [earlier, later].map((value) => make("td", "", value === undefined ? "–" : writtenNumber(value)));
  const isBoth = earlier !== undefined && later !== undefined;
  // The sign of the minus, not the hyphen that some languages' formats have.
  const change = isBoth ? difference.format(Number((later - earlier).toFixed(10))).replace("-", "−") : "–";
  return make("tr", "", name, ...cells, make("td", "change", change));
}

/**
 * @param {string} caption
 * @param {Row[]} rows
 * @param {string[]} names
 */
function table(caption, rows, names) {
  const head = make("tr", "", make("th", "", say("compare-what")));
  head.append(make("th", "", sample("earlier"), " ", names[0]), make("th", "", sample("later"), " ", names[1]));
  head.append(make("th", "", say("compare-difference")));
  for (const cell of head.cells) cell.scope = "col";
  const body = make("tbody", "", ...rows.map(line));
  return make("table", "compare-table", make("caption", "", caption), make("thead", "", head), body);
}

/** The places that measure something, by field, in the order of the sheet. */
function measuredFields() {
  /** @type {Map<string, Place[]>} */
  const found = new Map();
  for (const place of places().filter(({ measures }) => measures)) {
    found.set(place.field, [...(found.get(place.field) ?? []), place]);
  }
  return found.values();
}

/**
 * The parts of the comparison in the order of the sheet; fields without a value on either date are left out.
 * @param {HTMLFormElement} form
 * @param {Side} earlier
 * @param {Side} later
 */
export function comparison(form, earlier, later) {
  const names = [earlier.name, later.name];
  const row = (/** @type {string} */ slot, /** @type {string} */ label) =>
    /** @type {Row} */ ({ label, earlier: numberAt(earlier.values, slot), later: numberAt(later.values, slot) });
  const isKnown = (/** @type {string} */ slot) =>
    numberAt(earlier.values, slot) !== undefined || numberAt(later.values, slot) !== undefined;
  const found = [];
  const single = [];
  for (const group of measuredFields()) {
    const slots = group.map(({ name }) => name);
    if (!slots.some(isKnown)) continue;
    const [{ name, field, asked = "", min, max }] = group;
    const label = wordsOf(form, asked);
    const drawing = maybe(form, `[data-wheel="${CSS.escape(field)}"]`, SVGSVGElement);
    if (drawing) {
      const rows = group.map((segment) => row(segment.name, wordsOf(form, segment.text ?? "")));
      found.push(wheelDrawing(drawing, slots, earlier, later), table(label, rows, names));
    } else {
      const own = row(name, label);
      const isBounded = min !== undefined && max !== undefined;
      single.push({ ...own, drawing: isBounded ? track(min, max, own) : undefined });
    }
  }
  if (single.length) found.push(table(say("compare-single"), single, names));
  return found;
}
