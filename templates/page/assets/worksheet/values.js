// Values of scales, wheels and numbers, kept with their date, so that they can be compared later.
import { MAX_SNAPSHOTS, collect, measures, nameOf, unreadable } from "./answers.js";
import { all, maybe, one } from "../core/element.js";
import { dayOf } from "../core/formats.js";
import { say } from "../core/words.js";

/**
 * @import { Answers } from "./places.js"
 * @import { Desk } from "./desk.js"
 */

const tools = maybe(document, "#tk_values");

/**
 * @param {string} one
 * @param {string} other
 */
function isSameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/**
 * @param {HTMLFormElement} form
 * @param {Set<string>} names
 * @returns {Answers}
 */
function valuesOn(form, names) {
  return Object.fromEntries(Object.entries(collect(form)).filter(([name]) => names.has(name)));
}

/**
 * @param {Desk} desk
 * @param {HTMLFormElement} form
 */
export function offerValues(desk, form) {
  // Many sheets measure nothing.
  if (!tools) return { show() {} };
  const [keep, compare] = all(tools, "button");
  const message = one(tools, ".message");
  // What the message speaks of: once that has changed, it is true no longer.
  let about = "";
  const standing = () => JSON.stringify([valuesOn(form, measures()), unreadable(form, isMeasure)?.name]);
  const isMeasure = (/** @type {string} */ name) => measures().has(name);

  /** Returns the word that says what came of it. */
  function keepValues() {
    const wrong = unreadable(form, isMeasure);
    if (wrong) {
      wrong.focus();
      return say("unreadable-control", { name: nameOf(wrong) });
    }
    const values = valuesOn(form, measures());
    const saved = new Date().toISOString();
    const last = desk.snapshots.at(-1);
    if (!Object.keys(values).length) return say("values-none");
    if (last && isSameDay(last.saved, saved) && JSON.stringify(last.values) === JSON.stringify(values)) {
      return say("values-same");
    }
    if (desk.snapshots.length >= MAX_SNAPSHOTS) return say("values-full");
    // In the order of time, even where the clock was set back.
    desk.snapshots = [...desk.snapshots, { saved, values }].sort((a, b) => (a.saved < b.saved ? -1 : 1));
    desk.save();
    return say("values-kept", { date: dayOf(saved) });
  }

  keep.addEventListener("click", () => {
    message.textContent = keepValues();
    about = standing();
  });
  compare.addEventListener("click", async () => {
    const { openComparison } = await import("./compare.js");
    message.textContent = "";
    openComparison(desk, () => valuesOn(form, measures()), form);
  });
  return {
    show() {
      if (message.textContent && about !== standing()) message.textContent = "";
      compare.hidden = !desk.snapshots.length;
      one(compare, "span").textContent = say("values-count", { count: desk.snapshots.length });
    },
  };
}
