// Dates and times in the page's language and the reader's time zone.
const lang = document.documentElement.lang;
const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium" });
const minute = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });

function shown(format, text) {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? "–" : format.format(moment);
}

export const dayOf = (text) => shown(day, text);
export const minuteOf = (text) => shown(minute, text);
