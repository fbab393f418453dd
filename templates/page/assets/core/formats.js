// Numbers, dates and lengths of time in the page's language and the reader's time zone; toolkit/view/formats.py writes
// numbers and dates the same on paper.
/**
 * Whose dates and numbers a language takes: English without a country is British here, as its spelling is.
 * @param {string} language
 */
export const conventionsOf = (language) => (language === "en" ? "en-GB" : language);
const lang = conventionsOf(document.documentElement.lang);

/**
 * A format that is made when it is first asked for: a phone needs some milliseconds for each.
 * @template T
 * @param {() => T} make
 */
function asked(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

const day = asked(() => new Intl.DateTimeFormat(lang, { dateStyle: "medium" }));
// What was typed as a date is no moment: it is that day everywhere.
const typed = asked(() => new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" }));
const minute = asked(() => new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }));
const answer = asked(() => new Intl.NumberFormat(lang, { maximumFractionDigits: 10, useGrouping: false }));
const amount = asked(() => new Intl.NumberFormat(lang));
const tenth = asked(() => new Intl.NumberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));

/** The reader's own day, as files are named. */
export function today() {
  // Swedes write days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv").format();
}

/**
 * @param {() => Intl.DateTimeFormat} format
 * @param {string} text
 */
function shown(format, text) {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? "–" : format().format(moment);
}

/** @param {string} text */
export const writtenDay = (text) => shown(typed, text);
/** @param {string} text */
export const dayOf = (text) => shown(day, text);
/** @param {string} text */
export const minuteOf = (text) => shown(minute, text);

/**
 * A number of an answer as the page's language writes it.
 * @param {string | number} value
 */
export function writtenNumber(value) {
  return answer().format(Number(value));
}

/**
 * How many there are of something.
 * @param {number} count
 */
export function counted(count) {
  return amount().format(count);
}

/**
 * Millions of bytes; as little as there may be, it is something.
 * @param {number} bytes
 */
export function megabytes(bytes) {
  return tenth().format(bytes ? Math.max(bytes / 1e6, 0.1) : 0);
}
