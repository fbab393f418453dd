// The rest of a session that runs early or late, fitted anew into what is left until the agreed end.
import { MINUTE, read } from "../core/timer.js";
import { fit } from "./plan.js";

/**
 * @import { Phase } from "./plan.js"
 * @import { Run } from "../core/timer.js"
 */

/**
 * Returns the run with the phase that is on and those behind it fitted into the time until the agreed end, and the ids of
 * those that drop out for it. A phase is held to its guide's bounds, to what it has taken already, and to the minutes
 * that it has in the plan, if these lie outside of the bounds. Phases that lie behind stay as they were.
 * @param {Run} run
 * @param {Phase[]} phases of the guide
 * @param {number} now
 * @returns {{run: Run, out: string[], isChanged: boolean}}
 */
export function spreadRest(run, phases, now) {
  const { spent } = read(run, now);
  const rest = run.plan.slice(run.at).flatMap(({ id, minutes }, index) => {
    const phase = phases.find((one) => one.id === id);
    if (!phase) return [];
    const begun = Math.ceil(spent[run.at + index] / MINUTE);
    const typical = Math.max(begun, minutes);
    const [min, max] = [Math.max(begun, Math.min(phase.min, minutes)), Math.max(typical, phase.max)];
    return [{ ...phase, min, typical, max, optional: phase.optional && index > 0 && !begun }];
  });
  const taken = spent.slice(run.at).reduce((all, one) => all + one, 0);
  const fitted = fit(rest, Math.max(0, Math.floor((taken + run.end - now) / MINUTE)));
  const minutesOf = new Map(fitted.phases.map(({ id, minutes }) => [id, minutes]));
  const out = fitted.phases.flatMap(({ id, minutes }) => (minutes === null ? [id] : []));
  const stays = (/** @type {number} */ index) => !out.includes(run.plan[index].id);
  const plan = run.plan.map((phase) => ({ ...phase, minutes: minutesOf.get(phase.id) ?? phase.minutes }));
  return {
    run: { ...run, plan: plan.filter((_, index) => stays(index)), spent: run.spent.filter((_, index) => stays(index)) },
    out,
    isChanged: plan.some(({ minutes }, index) => minutes !== run.plan[index].minutes) || out.length > 0,
  };
}
