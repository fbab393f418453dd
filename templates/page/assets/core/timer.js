// The clock of a session that is held. It counts nothing: it keeps instants, and every reading follows from them
// and from the instant of reading, so that it is right after a sleep, a reload or a tab that was put away.

/**
 * A run of a session; `spent` holds the milliseconds of each phase before `since`, which is null while it is stopped.
 * `end` is the instant that was agreed for the end when it began: a pause does not move it, but takes from the rest.
 * @typedef {{id: string, minutes: number}} Timed
 * @typedef {{started: number, plan: Timed[], spent: number[], at: number, since: number | null, ended: number | null, end: number}} Run
 * @typedef {"" | "later" | "soon" | "up"} Level
 * @typedef {ReturnType<typeof read>} Reading
 */

export const MINUTE = 60_000;
// The parts of a phase that are left when a notice is due.
export const LATER = 0.2;
export const SOON = 0.05;

/**
 * @param {Run} run
 * @param {number} index
 * @param {number} now
 */
function spentAt(run, index, now) {
  // A device's clock may have been set back meanwhile.
  return run.spent[index] + (index === run.at && run.since !== null ? Math.max(0, now - run.since) : 0);
}

/**
 * The run with the time up to `now` written down.
 * @param {Run} run
 * @param {number} now
 */
function settled(run, now) {
  return { ...run, spent: run.spent.map((_, index) => spentAt(run, index, now)) };
}

/**
 * @param {Timed[]} plan
 * @param {number} now
 * @returns {Run}
 */
export function begin(plan, now) {
  return { started: now, plan, spent: plan.map(() => 0), at: 0, since: now, ended: null, end: endOf(now, plan) };
}

/**
 * @param {number} started
 * @param {Timed[]} plan
 */
function endOf(started, plan) {
  return started + plan.reduce((total, { minutes }) => total + minutes * MINUTE, 0);
}

/**
 * @param {Run} run
 * @param {number} now
 */
export function pause(run, now) {
  return { ...settled(run, now), since: null };
}

/**
 * @param {Run} run
 * @param {number} now
 */
export function resume(run, now) {
  return run.since === null ? { ...run, since: now } : run;
}

/**
 * @param {Run} run
 * @param {number} at
 * @param {number} now
 */
export function go(run, at, now) {
  if (at < 0 || at >= run.plan.length) return run;
  return { ...settled(run, now), at, since: run.since === null ? null : now };
}

/**
 * @param {Run} run
 * @param {number} now
 */
export function finish(run, now) {
  return { ...pause(run, now), ended: now };
}

/**
 * @param {Run} run
 * @param {number} now
 */
export function reopen(run, now) {
  return { ...run, ended: null, since: now };
}

/**
 * @param {number} left
 * @param {number} planned
 * @returns {Level}
 */
function levelOf(left, planned) {
  if (!planned) return "";
  if (left <= 0) return "up";
  if (left <= planned * SOON) return "soon";
  return left <= planned * LATER ? "later" : "";
}

/**
 * What the clock shows at an instant; all in milliseconds. `ends` is when the session ends if the phase that is on and
 * those behind it take the time that they have left, `late` by how much that is after the agreed end.
 * @param {Run} run
 * @param {number} now
 */
export function read(run, now) {
  const planned = run.plan.map(({ minutes }) => minutes * MINUTE);
  const spent = planned.map((_, index) => spentAt(run, index, now));
  const left = planned[run.at] - spent[run.at];
  const rest = planned.slice(run.at).reduce((all, whole, index) => all + Math.max(0, whole - spent[run.at + index]), 0);
  return {
    spent,
    planned,
    left,
    level: levelOf(left, planned[run.at]),
    total: spent.reduce((all, one) => all + one, 0),
    whole: planned.reduce((all, one) => all + one, 0),
    late: now + rest - run.end,
    ends: now + rest,
  };
}

/**
 * How long until the phase's whole seconds change, so that the display changes with them.
 * @param {Run} run
 * @param {number} now
 */
export function untilSecond(run, now) {
  return 1000 - (spentAt(run, run.at, now) % 1000);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isInstant(value) {
  return typeof value === "number" && value >= 0 && value < 8.64e15;
}

/**
 * @param {unknown} value
 * @returns {value is number | null}
 */
function isInstantOrNone(value) {
  return value === null || isInstant(value);
}

/**
 * @param {unknown} value
 * @param {string[]} ids
 * @returns {value is Timed}
 */
function isTimed(value, ids) {
  const { id, minutes } = /** @type {Record<string, unknown>} */ (value ?? {});
  return typeof id === "string" && ids.includes(id) && Number.isInteger(minutes) && Number(minutes) >= 0;
}

/**
 * The run that a record of the store holds, or null: it may be of another make, or of another edition of the guide.
 * @param {Record<string, unknown> | undefined} record
 * @param {string[]} ids
 * @returns {Run | null}
 */
export function restore(record, ids) {
  if (!record || !Array.isArray(record.plan) || !Array.isArray(record.spent)) return null;
  const { started, at, since, ended, end } = record;
  const plan = record.plan.filter((phase) => isTimed(phase, ids)).map(({ id, minutes }) => ({ id, minutes }));
  const spent = record.spent.filter(isInstant);
  const known = new Set(plan.map(({ id }) => id)).size;
  // What does not fit has been left out above, and makes one of them shorter.
  const isWhole = [known, spent.length, record.plan.length, record.spent.length].every((one) => one === plan.length);
  const isPlace = typeof at === "number" && Number.isInteger(at) && at >= 0 && at < plan.length;
  if (!isWhole || !isPlace || !isInstant(started) || !isInstantOrNone(since) || !isInstantOrNone(ended)) return null;
  // Earlier versions did not keep the agreed end.
  return { started, plan, spent, at, since, ended, end: isInstant(end) ? end : endOf(started, plan) };
}
