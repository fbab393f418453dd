// Draws a QR code.
import { codeOf } from "./qr.js";

const SVG = "http://www.w3.org/2000/svg";
// Readers need so much room around it, in dots.
const MARGIN = 4;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function part(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/**
 * A drawing of what an address is as a code; null where it is too long for one.
 * @param {string} text
 * @param {string} label
 */
export function drawCode(text, label) {
  const code = codeOf(text);
  if (!code) return null;
  const size = code.dots.length + 2 * MARGIN;
  const dark = code.dots.flatMap((row, y) => row.flatMap((dot, x) => (dot ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])));
  const drawing = part("svg", { class: "qr", role: "img", "aria-label": label, viewBox: `0 0 ${size} ${size}` });
  drawing.append(part("rect", { class: "qr-ground", width: size, height: size }), part("path", { class: "qr-dark", d: dark.join("") }));
  return drawing;
}
