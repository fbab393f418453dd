// The screens of run mode: the start, a phase, the end. They show a run and change nothing of it.
import { all, make, one, put, told } from "../core/element.js";
import { join, say } from "../core/words.js";
import { inMinutes } from "../core/durations.js";
import { phaseParts, preparing, sideParts } from "./run-parts.js";
import { leftText } from "../core/held.js";
import { viewOf } from "./record-view.js";
import { noticeText, wholeText } from "./run-words.js";
import { keepAwake, letSleep } from "./wake.js";

/**
 * @import { PagePhase } from "./outline.js"
 * @import { SessionRecord } from "./record.js"
 * @import { Reading, Run, Timed } from "../core/timer.js"
 */

export const dialog = one(document, "dialog.run", HTMLDialogElement);

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} name
 * @param {new () => T} [type]
 */
export function part(name, type) {
  return one(dialog, `[data-run="${name}"]`, type);
}

/**
 * @param {Timed[]} plan
 * @param {PagePhase[]} phases
 */
function drawLine(plan, phases) {
  const items = plan.map(({ id, minutes }) => {
    const text = join("", [titleOf(phases, id), `, ${inMinutes(minutes)}`]);
    const item = make("li", "", make("span", "visually-hidden", text));
    item.style.flexGrow = String(minutes);
    return item;
  });
  one(dialog, ".run-line").replaceChildren(...items);
  return items;
}

/**
 * @param {PagePhase[]} phases
 * @param {string} id
 */
export function titleOf(phases, id) {
  return phases.find((phase) => phase.id === id)?.title ?? "";
}

/**
 * @param {Timed[]} plan
 * @param {PagePhase[]} phases
 */
export function showStart(plan, phases) {
  drawLine(plan, phases);
  const minutes = plan.reduce((total, phase) => total + phase.minutes, 0);
  put(one(dialog, ".run-summary"), say("run-summary", { count: plan.length, time: inMinutes(minutes) }));
  part("before").replaceChildren(...preparing(), ...sideParts("before"));
}

/**
 * @param {Run} run
 * @param {PagePhase[]} phases
 */
export function showPhase({ plan, at }, phases) {
  const { id, minutes } = plan[at];
  for (const [index, item] of drawLine(plan, phases).entries()) {
    item.classList.toggle("past", index < at);
    if (index === at) item.setAttribute("aria-current", "step");
  }
  put(one(dialog, ".run-count"), say("run-count", { number: at + 1, count: plan.length }));
  put(one(dialog, ".run-title"), titleOf(phases, id));
  put(one(dialog, ".run-of"), say("run-of", { time: inMinutes(minutes) }));
  part("phase").replaceChildren(...phases.filter((phase) => phase.id === id).flatMap(phaseParts));
  const isLast = at === plan.length - 1;
  part("previous", HTMLButtonElement).disabled = at === 0;
  part("next").hidden = isLast;
  part("finish").hidden = !isLast;
  dialog.scrollTop = 0;
}

/**
 * Shows what was written to the phase; not under the hands of who writes.
 * @param {string} note
 * @param {boolean} isNew
 */
export function showNote(note, isNew) {
  const area = part("note", HTMLTextAreaElement);
  if (isNew || document.activeElement !== area) area.value = note;
}

/**
 * @param {Run} run
 * @param {PagePhase[]} phases
 */
function showEnd(run, phases) {
  drawLine(run.plan, phases);
  part("after").replaceChildren(...sideParts("after"));
}

/**
 * Shows the record of the session that has ended, where one could be kept.
 * @param {SessionRecord | null} record
 * @param {string} session
 */
export function showRecord(record, session) {
  part("record").replaceChildren(...(record ? [viewOf(record, session)] : []));
}

/**
 * @param {"start" | "phase" | "end"} name
 * @param {Run | null} run
 * @param {Timed[]} plan
 * @param {PagePhase[]} phases
 */
export function showScreen(name, run, plan, phases) {
  dialog.dataset.screen = name;
  for (const shown of all(dialog, "[data-screen]")) {
    shown.hidden = !told(shown, "screen").split(" ").includes(name);
  }
  if (name === "start") showStart(plan, phases);
  if (run && name === "end") showEnd(run, phases);
  if (name === "phase") keepAwake((isAwake) => (part("asleep").hidden = isAwake));
  else letSleep();
  dialog.scrollTop = 0;
  // The button that led here is gone; who reads by ear begins with the heading.
  // The dialog itself says its screen, too.
  one(dialog, `:scope [data-screen="${name}"] [tabindex="-1"]`).focus();
}

/**
 * @param {Run} run
 * @param {Reading} reading
 */
export function showClock(run, reading) {
  const { level, left } = reading;
  const display = one(dialog, ".run-left");
  put(display, leftText(left));
  display.classList.toggle("in-words", left <= 0);
  put(one(dialog, ".run-notice"), run.since === null ? say("run-paused") : noticeText(run, level));
  put(one(dialog, ".run-whole"), wholeText(run, reading));
  part("pause").hidden = run.since === null;
  part("resume").hidden = run.since !== null;
}
