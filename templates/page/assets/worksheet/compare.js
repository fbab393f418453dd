// The dialog in which two dates stand beside each other. Loaded when the reader asks for it.
import { ask } from "../core/dialog.js";
import { all, button, byId, make, one } from "../core/element.js";
import { dayOf, minuteOf } from "../core/formats.js";
import { say } from "../core/words.js";
import { comparison } from "./compare-parts.js";

/**
 * @import { Snapshot } from "./answers.js"
 * @import { Answers } from "./places.js"
 * @import { Desk } from "./desk.js"
 */

const NOW = "now";
const dialog = byId("tk_compare", HTMLDialogElement);
const [first, second] = all(dialog, "select", HTMLSelectElement);
const dates = byId("tk_compare-dates");

/** @param {Snapshot[]} snapshots */
function namesOf(snapshots) {
  const days = snapshots.map(({ saved }) => dayOf(saved));
  return days.map((day, n) => (days.indexOf(day) === days.lastIndexOf(day) ? day : minuteOf(snapshots[n].saved)));
}

/**
 * @param {Desk} desk
 * @param {() => Answers} now
 * @param {HTMLFormElement} form
 */
export function openComparison(desk, now, form) {
  function show() {
    const names = namesOf(desk.snapshots);
    const [earlier, later] = [first, second].map(({ value }) => {
      const n = desk.snapshots.findIndex(({ saved }) => saved === value);
      return n < 0 ? { values: now(), name: say("compare-now") } : { values: desk.snapshots[n].values, name: names[n] };
    });
    byId("tk_compare-body").replaceChildren(...comparison(form, earlier, later));
  }

  /**
   * @param {string} saved
   * @param {string} name
   */
  async function remove(saved, name) {
    const answer = await ask(say("values-delete-ask", { date: name }), [
      ["", say("ask-cancel"), true],
      ["delete", say("copy-delete"), false],
    ]);
    if (answer !== "delete") return;
    desk.snapshots = desk.snapshots.filter((snapshot) => snapshot.saved !== saved);
    await desk.save();
    if (desk.snapshots.length) {
      refresh();
      one(dates, "button").focus();
    } else dialog.close();
  }

  function refresh() {
    const names = namesOf(desk.snapshots);
    for (const [select, usual] of /** @type {const} */ ([[first, desk.snapshots[0].saved], [second, NOW]])) {
      const before = select.value;
      const options = desk.snapshots.map(({ saved }, n) => new Option(names[n], saved));
      select.replaceChildren(...options, new Option(say("compare-now"), NOW));
      select.value = before;
      if (!select.value) select.value = usual;
    }
    dates.replaceChildren(
      ...desk.snapshots.map(({ saved }, n) => {
        const remover = button("button quiet", say("copy-delete"), () => remove(saved, names[n]), names[n]);
        return make("li", "", make("span", "", names[n]), remover);
      }),
    );
    show();
  }

  first.onchange = show;
  second.onchange = show;
  first.replaceChildren();
  second.replaceChildren();
  refresh();
  dialog.showModal();
}
