// Dates and times in the page's language and the reader's time zone; toolkit/formats.py writes dates the same on paper.
const lang = document.documentElement.lang;
const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium" });
// What was typed as a date is no moment: it is that day everywhere.
const typed = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });

// The reader's own day, as files are named.
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function shown(format, text) {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? "–" : format.format(moment);
}

export const writtenDay = (text) => shown(typed, text);
export const dayOf = (text) => shown(day, text);
export const minuteOf = (text) => shown(minute, text);
