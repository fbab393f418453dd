// Fits a session to a time and its phases to an order. Nothing here knows of a page or a clock.
// A phase is {id, min, typical, max, optional, movable, needs}; phases come in the order of the guide, in which each
// stands behind those that it needs.
//
// The rule of fitting: phases have their usual minutes where that gives the time, and else shrink or grow, each in
// proportion to the room it has. All phases stay as long as their least minutes fit. When these do not fit, optional
// phases drop out: as few as possible; of these the ones with the fewest usual minutes together, since then most of
// the guide is left; of equals the later ones, since the earlier carry what follows. A time that no choice of phases
// gives is replaced by the nearest that one gives, of two the shorter, so that a meeting does not run over.

/**
 * @typedef {{id: string, min: number, typical: number, max: number, optional: boolean, movable: boolean, needs: string[]}} Phase
 * @typedef {{id: string, minutes: number | null, change: "usual" | "shorter" | "longer" | "out"}} Planned
 * @typedef {{cost: number, out: string[]}} Choice
 */

/**
 * @param {Phase[]} phases
 * @param {"min" | "typical" | "max"} name
 */
function sum(phases, name) {
  return phases.reduce((total, phase) => total + phase[name], 0);
}

/**
 * For every total up to `limit` that phases can give: which of them to leave out.
 * @param {Phase[]} phases
 * @param {number} limit
 */
function choices(phases, limit) {
  // One more phase left out costs more than all usual minutes together.
  const price = sum(phases, "typical") + 1;
  /** @type {Map<number, Choice>} */
  let found = new Map([[0, { cost: 0, out: [] }]]);
  for (const phase of phases) {
    /** @type {typeof found} */
    const next = new Map();
    const offer = (/** @type {number} */ total, /** @type {Choice} */ choice) => {
      if (total <= limit && choice.cost < (next.get(total)?.cost ?? Infinity)) next.set(total, choice);
    };
    for (const [total, { cost, out }] of found) {
      if (phase.optional) offer(total, { cost: cost + price + phase.typical, out: [...out, phase.id] });
    }
    for (const [total, choice] of found) {
      for (let minutes = phase.min; minutes <= phase.max && total + minutes <= limit; minutes += 1) {
        offer(total + minutes, choice);
      }
    }
    found = next;
  }
  // A meeting without any phase is none.
  if (found.get(0)?.out.length === phases.length) found.delete(0);
  return found;
}

/**
 * The minutes of each phase that stays, in whole minutes that give `total`.
 * @param {Phase[]} kept
 * @param {number} total
 */
function spread(kept, total) {
  const usual = sum(kept, "typical");
  const sign = total < usual ? -1 : 1;
  const change = Math.abs(total - usual);
  const rooms = kept.map((phase) => (sign < 0 ? phase.typical - phase.min : phase.max - phase.typical));
  const room = rooms.reduce((all, one) => all + one, 0) || 1;
  const parts = rooms.map((one) => Math.floor((change * one) / room));
  // What rounding down has left goes to those who lost most by it; who lost anything has room for one more.
  const rest = change - parts.reduce((all, one) => all + one, 0);
  const lost = rooms.map((one, index) => ({ index, part: (change * one) % room }));
  lost.sort((one, other) => other.part - one.part || one.index - other.index);
  for (const { index } of lost.slice(0, rest)) parts[index] += 1;
  return kept.map((phase, index) => phase.typical + sign * parts[index]);
}

/**
 * @param {number[]} totals
 * @param {number} wanted
 */
function nearest(totals, wanted) {
  return totals.reduce((best, total) => {
    const gain = Math.abs(best - wanted) - Math.abs(total - wanted);
    return gain > 0 || (gain === 0 && total < best) ? total : best;
  });
}

/**
 * @param {Phase} phase
 * @param {number} minutes
 */
function changeOf(phase, minutes) {
  if (minutes === phase.typical) return "usual";
  return minutes < phase.typical ? "shorter" : "longer";
}

/**
 * Returns {total, verdict, around, phases}: the minutes that the session takes; whether that is what was `wanted`
 * ("fits"), or why not ("short", "long", "between"); where it is "between", the possible times before and after it;
 * and for every phase its minutes (null: left out) and what has changed.
 * @param {Phase[]} phases
 * @param {number} wanted
 * @returns {{total: number, verdict: string, around: number[], phases: Planned[]}}
 */
export function fit(phases, wanted) {
  const most = sum(phases, "max");
  const all = sum(phases, "min");
  let total = Math.min(wanted, most);
  let verdict = wanted > most ? "long" : "fits";
  /** @type {string[]} */
  let out = [];
  /** @type {number[]} */
  let around = [];
  if (wanted < all) {
    const found = choices(phases, all);
    const totals = [...found.keys()];
    total = nearest(totals, wanted);
    out = found.get(total)?.out ?? [];
    if (total !== wanted) verdict = wanted < Math.min(...totals) ? "short" : "between";
    if (verdict === "between") {
      around = [Math.max(...totals.filter((one) => one < wanted)), Math.min(...totals.filter((one) => one > wanted))];
    }
  }
  const kept = phases.filter((phase) => !out.includes(phase.id));
  const minutes = spread(kept, total);
  return {
    total,
    verdict,
    around,
    phases: phases.map((phase) => {
      const index = kept.indexOf(phase);
      if (index < 0) return { id: phase.id, minutes: null, change: "out" };
      return { id: phase.id, minutes: minutes[index], change: changeOf(phase, minutes[index]) };
    }),
  };
}

/**
 * The phases in an order that comes near to `ids`: movable ones may stand anywhere behind those that they need, the
 * others keep their order among themselves, too. Ids that are unknown or come twice are passed over; phases that are not named stay behind the one that
 * they follow in the guide.
 * @template {Phase} T
 * @param {T[]} phases
 * @param {string[]} ids
 * @returns {T[]}
 */
export function arrange(phases, ids) {
  const wanted = [...new Set(ids)].flatMap((id) => phases.find((phase) => phase.id === id) ?? []);
  phases.forEach((phase, index) => {
    if (!wanted.includes(phase)) wanted.splice(index ? wanted.indexOf(phases[index - 1]) + 1 : 0, 0, phase);
  });
  const fixed = phases.filter((phase) => !phase.movable);
  return inNeed(wanted.map((phase) => (phase.movable ? phase : (fixed.shift() ?? phase))));
}

/**
 * The same order, but that phases wait until those stand before them which they need, and fixed ones wait for
 * fixed ones.
 * @template {Phase} T
 * @param {T[]} near
 */
function inNeed(near) {
  const left = [...near];
  return near.map(() => {
    const nextFixed = left.find(({ movable }) => !movable);
    const isReady = (/** @type {T} */ phase) =>
      (phase.movable || phase === nextFixed) && !left.some(({ id }) => phase.needs.includes(id));
    // One is ready always, since the guide's own order has each phase behind those that it needs.
    const [next] = left.splice(Math.max(0, left.findIndex(isReady)), 1);
    return next;
  });
}

/**
 * The two neighbours that change places where a phase takes a step, and where they stand; null where it cannot.
 * @template {Phase} T
 * @param {T[]} order
 * @param {string} id
 * @param {number} step
 */
function neighbours(order, id, step) {
  const from = order.findIndex((phase) => phase.id === id);
  const to = from + step;
  if (from < 0 || !order[from].movable || to < 0 || to >= order.length) return null;
  const at = Math.min(from, to);
  return { at, first: order[at], second: order[at + 1] };
}

/**
 * What keeps a phase from changing places with its neighbour: `second` needs `first`; null where nothing does.
 * @template {Phase} T
 * @param {T[]} order
 * @param {string} id
 * @param {number} step
 */
export function needOf(order, id, step) {
  const found = neighbours(order, id, step);
  return found?.second.needs.includes(found.first.id) ? found : null;
}

/**
 * The order after a movable phase has changed places with its neighbour, `step` is -1 or 1; null where it cannot, or
 * where one of them needs the other.
 * @template {Phase} T
 * @param {T[]} order
 * @param {string} id
 * @param {number} step
 */
export function moved(order, id, step) {
  const found = neighbours(order, id, step);
  if (!found || needOf(order, id, step)) return null;
  const { at, first, second } = found;
  return [...order.slice(0, at), second, first, ...order.slice(at + 2)];
}
