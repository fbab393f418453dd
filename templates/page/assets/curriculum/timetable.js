// Days and times of a curriculum, computed from minutes as toolkit/view/timetable.py does; a test asks both.

/**
 * An activity held together: its sitting by number, its minutes, and whether it is a break.
 * @typedef {[sitting: number, minutes: number, isBreak: boolean]} Unit
 */
/**
 * A rule for days. Times are minutes from midnight, lengths are minutes; a pause of 0 is none.
 * @typedef {{start: number, end: number, pause_after: number, pause: number, lunch_after: number, lunch: number,
 *   sitting_a_day: boolean}} Timing
 */
/**
 * A piece of a day. `unit` is the number of the activity, null for a pause that the rule has added.
 * @typedef {{day: number, start: number, end: number, kind: "activity" | "break" | "lunch", unit: number | null,
 *   part: number, parts: number}} Slot
 */

/**
 * The pause that an activity asks for before it.
 * @param {Timing} timing
 * @param {{clock: number, worked: number, meal: number, own: number}} now
 * @param {number} size
 * @returns {[minutes: number, kind: "break" | "lunch"]}
 */
function pauseOf(timing, { clock, worked, meal, own }, size) {
  if (timing.lunch && clock + own + size - meal > timing.lunch_after) return [Math.max(own, timing.lunch), "lunch"];
  if (timing.pause && !own && worked + size > timing.pause_after) return [timing.pause, "break"];
  return [own, "break"];
}

/**
 * When everything takes place, in order, by a rule.
 * @param {Unit[]} units
 * @param {Timing} timing
 */
export function timetable(units, timing) {
  /** @type {Slot[]} */
  const slots = [];
  const longest = Math.min(timing.pause ? timing.pause_after : timing.end, timing.end - timing.start);
  // Minutes since the last pause, when the day or lunch ended, and the break that waits for what follows it.
  const now = { day: 0, clock: timing.start, worked: 0, meal: timing.start, own: 0 };
  /** @type {number | null} */
  let waiting = null;
  /** @type {number | null} */
  let last = null;
  units.forEach(([sitting, minutes, isBreak], number) => {
    if (isBreak) {
      now.own += minutes;
      waiting ??= number;
      return;
    }
    const parts = Math.ceil(minutes / longest);
    for (let part = 1; part <= parts; part += 1) {
      const size = Math.floor(minutes / parts) + (part <= minutes % parts ? 1 : 0);
      const [pause, kind] = pauseOf(timing, now, size);
      const beginsAnew = timing.sitting_a_day && sitting !== last;
      if (now.worked && (beginsAnew || now.clock + pause + size > timing.end)) {
        Object.assign(now, { day: now.day + 1, clock: timing.start, worked: 0, meal: timing.start });
      } else if (now.worked && pause) {
        const { day, clock } = now;
        const unit = kind === "lunch" ? null : waiting;
        slots.push({ day, start: clock, end: clock + pause, kind, unit, part: 1, parts: 1 });
        Object.assign(now, { clock: clock + pause, worked: 0 });
        if (timing.lunch && pause >= timing.lunch) now.meal = now.clock;
      }
      slots.push({ day: now.day, start: now.clock, end: now.clock + size, kind: "activity", unit: number, part, parts });
      now.clock += size;
      now.worked += size;
      now.own = 0;
      last = sitting;
      waiting = null;
    }
  });
  return slots;
}

/**
 * When people have to be there: each sitting on each of its days, without pauses around it.
 * @param {Unit[]} units
 * @param {Slot[]} slots
 */
export function appointments(units, slots) {
  /** @type {{sitting: number, part: number, day: number, start: number, end: number}[]} */
  const found = [];
  for (const { day, start, end, kind, unit } of slots) {
    if (unit === null || kind !== "activity") continue;
    const [sitting] = units[unit];
    const last = found.at(-1);
    if (last && last.sitting === sitting && last.day === day) last.end = end;
    else found.push({ sitting, part: last?.sitting === sitting ? last.part + 1 : 1, day, start, end });
  }
  return found;
}

/**
 * A day as 2027-01-11; what stands for it is its first moment in UTC, wherever the reader is.
 * @param {Date} day
 */
function written(day) {
  const parts = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  return parts.map((part, n) => String(part).padStart(n ? 2 : 4, "0")).join("-");
}

/**
 * The dates of so many days from the first on, as 2027-01-11, on these days of the week (0 is Monday).
 * @param {string} first
 * @param {number[]} weekdays
 * @param {number} count
 */
export function dates(first, weekdays, count) {
  /** @type {string[]} */
  const found = [];
  const day = new Date(`${first}T00:00:00Z`);
  while (found.length < count && weekdays.length) {
    if (weekdays.includes((day.getUTCDay() + 6) % 7)) found.push(written(day));
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return found;
}
