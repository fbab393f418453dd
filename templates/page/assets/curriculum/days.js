// Draws the days of a timetable as tables, a day each, and says what a calendar has to know of them.
import { inMinutes } from "../core/durations.js";
import { make, one } from "../core/element.js";
import { writtenDay } from "../core/formats.js";
import { join, read, say } from "../core/words.js";
import { clock } from "./clock.js";
import { appointments } from "./timetable.js";

/**
 * @import { Meeting } from "./calendar.js"
 * @import { Plan } from "./choice.js"
 * @import { Slot } from "./timetable.js"
 */

/** @param {number} unit */
function titleOf(unit) {
  return read(one(document, `[data-unit="${unit}"]`));
}

/** @param {Slot} slot */
function nameOf({ kind, unit, part, parts }) {
  if (unit === null) return say(`plan-${kind}`);
  return join(" ", [titleOf(unit), ...(parts > 1 ? [`(${say("plan-part", { part, parts })})`] : [])]);
}

/** @param {string} word */
function head(word) {
  const cell = make("th", "", say(word));
  cell.scope = "col";
  return cell;
}

/** @param {Slot} slot */
function row(slot) {
  const time = make("th", "", `${clock(slot.start)}–${clock(slot.end)}`);
  time.scope = "row";
  const cells = [nameOf(slot), inMinutes(slot.end - slot.start)].map((text) => make("td", "", text));
  return make("tr", `slot-${slot.kind}`, time, ...cells);
}

/**
 * @param {Slot[]} slots
 * @param {string[]} days dates, if there are any
 */
export function drawn(slots, days) {
  const count = (slots.at(-1)?.day ?? -1) + 1;
  return Array.from({ length: count }, (_, number) => {
    const name = say("plan-day", { number: number + 1 });
    const caption = make("caption", "", days[number] ? join(" · ", [name, writtenDay(days[number])]) : name);
    const heads = make("thead", "", make("tr", "", ...["plan-time", "plan-what", "plan-minutes"].map(head)));
    const body = make("tbody", "", ...slots.filter(({ day }) => day === number).map(row));
    return make("table", "day", caption, heads, body);
  });
}

/**
 * @param {Plan} plan
 * @param {Slot[]} slots
 * @param {string[]} days
 * @param {string} title
 * @returns {Meeting[]}
 */
export function meetingsOf({ id, units, sittings }, slots, days, title) {
  return appointments(units, slots).map(({ sitting, part, day, start, end }) => {
    const inside = slots.filter((slot) => slot.day === day && slot.start >= start && slot.start < end);
    return {
      name: `${id}.${sittings[sitting]}.${part}`,
      title: `${title}: ${read(one(document, `[data-sitting="${sittings[sitting]}"]`))}`,
      text: inside
        .filter(({ unit }) => unit !== null)
        .map((slot) => `${clock(slot.start)}–${clock(slot.end)} ${titleOf(slot.unit ?? 0)}`)
        .join("\n"),
      day: days[day],
      start,
      end,
    };
  });
}
