// Lengths of time in the words and digits of the page's language.

const language = document.documentElement.lang;

/**
 * @param {number} number
 * @param {string} name
 */
function unit(number, name) {
  return new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" }).format(number);
}

/**
 * In hours and minutes from two hours on, as the page's own texts have it (view/words.py).
 * @param {number} minutes
 */
export function inMinutes(minutes) {
  if (minutes < 120) return unit(minutes, "minute");
  const rest = minutes % 60;
  return [unit(Math.floor(minutes / 60), "hour"), ...(rest ? [unit(rest, "minute")] : [])].join(" ");
}

/**
 * What is left, for reading out: "3 min 36 sec".
 * @param {number} seconds
 */
export function inWords(seconds) {
  const rest = seconds % 60;
  const minutes = seconds >= 60 ? [inMinutes(Math.floor(seconds / 60))] : [];
  return [...minutes, ...(rest || !minutes.length ? [unit(rest, "second")] : [])].join(" ");
}

/**
 * As a clock has it: 4:05, 1:04:05.
 * @param {number} seconds
 */
export function asClock(seconds) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
