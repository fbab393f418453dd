// Days as people write them into the fields of a PDF, which hold any text.
import { conventionsOf } from "../core/formats.js";
import { isDate } from "../core/untrusted.js";

const MONTHS = [...Array(12).keys()];
// So many letters tell the months apart, however they are cut short or inflected.
const TELLING = 3;

/**
 * @param {string} language
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(language, options) {
  const [known = document.documentElement.lang] = Intl.DateTimeFormat.supportedLocalesOf([language].filter(Boolean));
  return new Intl.DateTimeFormat(conventionsOf(known), { ...options, timeZone: "UTC" });
}

/**
 * Which of day, month and year come in which order in a language, such as ["day", "month", "year"].
 * @param {string} language
 */
function orderOf(language) {
  const parts = format(language, { dateStyle: "short" }).formatToParts(0);
  return parts.map(({ type }) => type).filter((type) => type !== "literal");
}

/**
 * The month, from 1, that stands in a text as a word, whole or cut short; 0 where there is none, or could be two.
 * @param {string} text
 * @param {string} language
 */
function monthIn(text, language) {
  const written = text.toLocaleLowerCase(language).match(/\p{L}{3,}/gu) ?? [];
  const found = MONTHS.filter((month) =>
    ["long", "short"].some((style) => {
      const options = /** @type {Intl.DateTimeFormatOptions} */ ({ day: "numeric", month: style, year: "numeric" });
      const parts = format(language, options).formatToParts(Date.UTC(2026, month, 15));
      const name = parts.find(({ type }) => type === "month")?.value.replace(/\.$/, "").toLocaleLowerCase(language) ?? "";
      return written.some((word) => name.slice(0, TELLING) === word.slice(0, TELLING));
    }),
  );
  return found.length === 1 ? found[0] + 1 : 0;
}

/**
 * The day, as year-month-day, that somebody has written in a language; "" where it cannot be told.
 * @param {string} text
 * @param {string} language
 */
export function dayIn(text, language) {
  const numbers = text.match(/\d+/g) ?? [];
  /** @type {Record<string, string>} */
  let found = {};
  if (numbers.length === 3) {
    const order = numbers[0].length === 4 ? ["year", "month", "day"] : orderOf(language);
    found = Object.fromEntries(order.map((part, n) => [part, numbers[n]]));
  } else if (numbers.length === 2) {
    const [day, year] = numbers[0].length === 4 ? [numbers[1], numbers[0]] : numbers;
    found = { day, year, month: String(monthIn(text, language)) };
  }
  const { year = "", month = "", day = "" } = found;
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(iso) ? iso : "";
}
