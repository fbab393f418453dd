// A wheel with other areas than it was published with, drawn as toolkit/site/drawing.py draws one. Measures of letters
// come with the drawing; units are millimetres around the middle.
import { all, told } from "../core/element.js";
import { drawn } from "./svg.js";
import { at, measuresOf } from "./wheel.js";

// How far around the wheel names and numbers stand.
const [NAME_GAP, NUMBER_GAP, BAND] = [0.6, 5, 3.5];

/**
 * Words in lines of so many letters; a longer word has a line of its own.
 * @param {string} text
 * @param {number} room
 */
function wrapped(text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A name on the rim, upright for the reader on both halves.
 * @param {string[]} lines
 * @param {{away: number, middle: number, line: number, lang: string}} where
 */
function rimName(lines, { away, middle, line, lang }) {
  const isLower = middle > Math.PI / 2 && middle < 1.5 * Math.PI;
  const turn = (middle * 180) / Math.PI - (isLower ? 180 : 0);
  const name = drawn("text", { class: "rim-name", transform: `translate(${at(away, middle)}) rotate(${turn.toFixed(2)})` });
  if (lang) name.setAttribute("lang", lang);
  const first = (-(lines.length - 1) * line) / 2;
  for (const [n, text] of lines.entries()) {
    const span = drawn("tspan", { x: 0, y: (first + n * line).toFixed(2), dy: 1.1 });
    span.textContent = text;
    name.append(span);
  }
  return name;
}

/**
 * @param {number} n
 * @param {string} place
 */
function rimNumber(n, place) {
  const [x, y] = place.split(" ");
  const number = drawn("text", { class: "rim-number", x, y, dy: 1.8 });
  number.textContent = String(n + 1);
  return number;
}

/**
 * Draws a wheel with these areas, clockwise from the top; the values come with its answers.
 * @param {SVGSVGElement} drawing
 * @param {{slot: string, name: HTMLElement}[]} areas
 */
export function drawWheel(drawing, areas) {
  const { radius } = measuresOf(drawing);
  const [line, letter] = ["line", "letter"].map((name) => Number(told(drawing, name)));
  const turn = (2 * Math.PI) / areas.length;
  const room = Math.max(8, Math.floor(((radius + 4) * turn - 3) / letter));
  const names = areas.map(({ name }) => wrapped(name.textContent ?? "", room));
  const band = Math.max(...names.map(({ length }) => length)) * line + BAND;
  const half = radius + band + 1;
  drawing.setAttribute("viewBox", [-half, -half, 2 * half, 2 * half].map((n) => n.toFixed(2)).join(" "));
  const spokes = areas.map((_, n) => {
    const [x2, y2] = at(radius, n * turn).split(" ");
    return drawn("line", { class: "spoke", x2, y2 });
  });
  const rims = areas.flatMap(({ name }, n) => {
    const middle = (n + 0.5) * turn;
    const away = radius + band / 2 + NAME_GAP;
    const number = rimNumber(n, at(radius + NUMBER_GAP, middle));
    return [number, rimName(names[n], { away, middle, line, lang: name.lang })];
  });
  drawing.replaceChildren(
    ...all(drawing, ".ring", SVGCircleElement),
    ...areas.map(({ slot }) => drawn("path", { class: "wedge", "data-slot": slot, d: "" })),
    ...spokes,
    ...all(drawing, ".ring-value", SVGTextElement),
    ...areas.map(({ slot }) => drawn("text", { class: "wedge-value", "data-slot": slot, dy: 1.4 })),
    ...rims,
  );
}
