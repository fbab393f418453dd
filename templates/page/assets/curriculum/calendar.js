// The days of a curriculum as iCalendar (RFC 5545), in the time of wherever the file is opened; on a server
// toolkit/site/downloads.py writes the same of days that mkdocs.yml has.

/**
 * What people have to be at: a name that no other has, a title, a description, a day as 2027-01-11, and minutes from
 * midnight.
 * @typedef {{name: string, title: string, text: string, day: string, start: number, end: number}} Meeting
 */

const OCTETS = 75;

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/gu, "\\$&").replace(/\r?\n/gu, "\\n");
}

/**
 * A line cut so that none has more bytes than readers are bound to take, and no letter is cut in two.
 * @param {string} line
 */
function folded(line) {
  const size = (/** @type {string} */ letter) => new TextEncoder().encode(letter).length;
  let room = OCTETS;
  let found = "";
  for (const letter of line) {
    if (size(letter) > room) {
      found += "\r\n ";
      room = OCTETS - 1;
    }
    found += letter;
    room -= size(letter);
  }
  return found;
}


/**
 * A day and minutes from midnight, without a zone. Midnight at the end of a day is the next one's beginning.
 * @param {string} day
 * @param {number} minutes
 */
function moment(day, minutes) {
  const found = new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000);
  return found.toISOString().replace(/[-:]|\.\d+Z/gu, "");
}

/**
 * @param {Meeting[]} meetings
 * @param {{maker: string, made: Date, page: string}} about
 */
export function calendarOf(meetings, { maker, made, page }) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${maker}//EN`];
  for (const { name, title, text, day, start, end } of meetings) {
    lines.push(
      "BEGIN:VEVENT",
      `SUMMARY:${escaped(title)}`,
      `DTSTART:${moment(day, start)}`,
      `DTEND:${moment(day, end)}`,
      `DTSTAMP:${made.toISOString().replace(/[-:]|\.\d+/gu, "")}`,
      `UID:${escaped(name)}@${maker}`,
      `DESCRIPTION:${escaped(text)}`,
      ...(page ? [`URL:${page}`] : []),
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

