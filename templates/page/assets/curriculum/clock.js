// Times of day as minutes from midnight, and as they are written.

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** @param {number} minutes */
export function clock(minutes) {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Minutes from midnight, or null where a text is no time of day.
 * @param {string} text
 */
export function minutesOf(text) {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/u.exec(text);
  if (text === "24:00") return 24 * 60;
  return found ? 60 * Number(found[1]) + Number(found[2]) : null;
}
