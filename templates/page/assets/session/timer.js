// The clock of a session that is held. It counts nothing: it keeps instants, and every reading follows from them
// and from the instant of reading, so that it is right after a sleep, a reload or a tab that was put away.
//
// A run is {started, plan: [{id, minutes}], spent: [ms before `since`], at, since (null: stopped), ended (or null)}.

const MINUTE = 60_000;
// The parts of a phase that are left when a notice is due.
export const LATER = 0.2;
export const SOON = 0.05;

function spentAt(run, index, now) {
  const running = index === run.at && run.since !== null;
  // A device's clock may have been set back meanwhile.
  return run.spent[index] + (running ? Math.max(0, now - run.since) : 0);
}

// The run with the time up to `now` written down.
function settled(run, now) {
  return { ...run, spent: run.spent.map((_, index) => spentAt(run, index, now)) };
}

export function begin(plan, now) {
  return { started: now, plan, spent: plan.map(() => 0), at: 0, since: now, ended: null };
}

export function pause(run, now) {
  return { ...settled(run, now), since: null };
}

export function resume(run, now) {
  return run.since === null ? { ...run, since: now } : run;
}

export function go(run, at, now) {
  if (at < 0 || at >= run.plan.length) return run;
  return { ...settled(run, now), at, since: run.since === null ? null : now };
}

export function finish(run, now) {
  return { ...pause(run, now), ended: now };
}

export function reopen(run, now) {
  return { ...run, ended: null, since: now };
}

function levelOf(left, planned) {
  if (!planned) return "";
  if (left <= 0) return "up";
  if (left <= planned * SOON) return "soon";
  return left <= planned * LATER ? "later" : "";
}

// What the clock shows at an instant; all in milliseconds.
export function read(run, now) {
  const planned = run.plan.map(({ minutes }) => minutes * MINUTE);
  const spent = planned.map((_, index) => spentAt(run, index, now));
  const left = planned[run.at] - spent[run.at];
  let late = 0;
  let rest = 0;
  planned.forEach((whole, index) => {
    const over = spent[index] - whole;
    // A phase that lies behind may have saved time; the others can only have overrun so far.
    late += index < run.at ? over : Math.max(0, over);
    if (index >= run.at) rest += Math.max(0, -over);
  });
  return {
    spent,
    planned,
    left,
    level: levelOf(left, planned[run.at]),
    total: spent.reduce((all, one) => all + one, 0),
    whole: planned.reduce((all, one) => all + one, 0),
    late,
    ends: now + rest,
  };
}

// How long until the phase's whole seconds change, so that the display changes with them.
export function untilSecond(run, now) {
  return 1000 - (spentAt(run, run.at, now) % 1000);
}

function isInstant(value) {
  return Number.isFinite(value) && value >= 0 && value < 8.64e15;
}

// The run that a record of the store holds, or null: it may be of another make, or of another edition of the guide.
export function restore(record, ids) {
  if (!record || !Array.isArray(record.plan) || !Array.isArray(record.spent)) return null;
  const { started, at, since, ended } = record;
  const plan = record.plan.map((phase) => ({ id: phase?.id, minutes: phase?.minutes }));
  const spent = [...record.spent];
  const isWhole =
    plan.length > 0 &&
    plan.every(({ id, minutes }) => ids.includes(id) && Number.isInteger(minutes) && minutes >= 0) &&
    new Set(plan.map(({ id }) => id)).size === plan.length &&
    spent.length === plan.length &&
    spent.every(isInstant) &&
    Number.isInteger(at) &&
    at >= 0 &&
    at < plan.length &&
    isInstant(started) &&
    [since, ended].every((value) => value === null || isInstant(value));
  return isWhole ? { started, plan, spent, at, since, ended } : null;
}
