// Run mode: one phase at a time in large type, with a clock that goes on whether or not anybody looks.
import { one, put, told } from "../core/element.js";
import { awaited } from "../core/ready.js";
import { keyOf } from "../core/records.js";
import { get, onChange, update } from "../core/store.js";
import { say } from "../core/words.js";
import { chime, prepare } from "./chime.js";
import { inMinutes } from "../core/durations.js";
import { dialog, part, showClock, showPhase, showScreen, titleOf } from "./run-screen.js";
import { barText, noticeText } from "./run-words.js";
import * as timer from "./timer.js";
import { letSleep } from "./wake.js";

/**
 * @import { PagePhase } from "./outline.js"
 * @import { Reading, Run, Timed } from "./timer.js"
 */

const bar = one(document, ".run-notice-bar");
const KEY = keyOf("runs", told(dialog, "session"));
const sound = part("sound", HTMLInputElement);

/** @type {PagePhase[]} */
let phases = [];
/** @type {Run | null} */
let run = null;
let ticking = 0;
// What was said last: the phase, and which notice of it.
let said = { at: -1, level: "" };
let shownPhase = "";

// -- showing ----------------------------------------------------------------------------------------

/** @returns {"start" | "phase" | "end"} */
function screen() {
  if (!run) return "start";
  return run.ended === null ? "phase" : "end";
}

/**
 * Says aloud what is new, and nothing twice: a new phase, a fifth left, nearly over, over.
 * @param {Run} run
 * @param {Reading} reading
 */
function announce(run, { level, left }) {
  if (said.at === run.at && said.level === level) return;
  const { id, minutes } = run.plan[run.at];
  if (said.at !== run.at) {
    const phase = titleOf(phases, id);
    const values = { number: run.at + 1, count: run.plan.length, phase, time: inMinutes(minutes) };
    put(part("live"), say("run-phase", values));
  } else if (level) {
    put(part("live"), noticeText(run, level));
    // Late by more than a breath, as after a sleep, a sound would say something wrong.
    if (level === "up" && left > -5000 && sound.checked) chime();
  }
  said = { at: run.at, level };
}

/** @param {Reading | null} reading */
function showBar(reading) {
  const isOn = screen() === "phase";
  bar.hidden = dialog.open || !isOn;
  document.documentElement.classList.toggle("session-runs", !bar.hidden);
  one(document, "[data-run=open-new]").hidden = isOn;
  one(document, "[data-run=open-on]").hidden = !isOn;
  if (!run || !reading || bar.hidden) return;
  put(one(bar, "p"), barText(run, titleOf(phases, run.plan[run.at].id), reading.left));
}

/** @param {Reading | null} reading */
function showDialog(reading) {
  const name = screen();
  if (run && reading && name === "phase") {
    const { id } = run.plan[run.at];
    if (shownPhase !== id) showPhase(run, phases);
    shownPhase = id;
    showClock(run, reading);
  }
  if (dialog.dataset.screen !== name) showScreen(name, run, intended(), phases);
}

function show() {
  clearTimeout(ticking);
  const now = Date.now();
  const reading = run && timer.read(run, now);
  showBar(reading);
  if (dialog.open) showDialog(reading);
  if (!run || !reading || run.ended !== null) return;
  announce(run, reading);
  if (run.since !== null) ticking = setTimeout(show, timer.untilSecond(run, now));
}

// -- changing ---------------------------------------------------------------------------------------

/** @type {() => Timed[]} */
let intended = () => [];
let changes = 0;

/** @param {Run} next */
function change(next) {
  run = next;
  changes += 1;
  show();
  awaited(keep());
}

/**
 * Changes the run that there is.
 * @param {(run: Run, now: number) => Run} step
 */
function turn(step) {
  if (run) change(step(run, Date.now()));
}

async function keep() {
  const record = { key: KEY, ...run, sound: sound.checked };
  try {
    await update("marks", KEY, () => record);
    part("unkept").hidden = true;
  } catch {
    part("unkept").hidden = false;
  }
}

async function recall() {
  const before = changes;
  try {
    const record = await get("marks", KEY);
    // Whoever was quicker than the store has begun something newer than what it held.
    if (changes !== before) return;
    run = timer.restore(record, phases.map(({ id }) => id));
    sound.checked = record?.sound === true;
  } catch {
    // Without a store there is nothing to go on with.
  }
  if (run?.ended !== null && !dialog.open) run = null;
  hush();
  show();
}

/** What stands already is nothing new. */
function hush() {
  if (run) said = { at: run.at, level: timer.read(run, Date.now()).level };
}

function open() {
  dialog.showModal();
  if (sound.checked) prepare();
  put(part("live"), "");
  hush();
  shownPhase = "";
  delete dialog.dataset.screen;
  show();
}

const tasks = {
  close: () => dialog.close(),
  done: () => dialog.close(),
  begin: () => {
    const first = timer.begin(intended(), Date.now());
    said = { at: 0, level: "" };
    change(first);
  },
  previous: () => {
    turn((run, now) => timer.go(run, run.at - 1, now));
    if (part("previous", HTMLButtonElement).disabled) part("next").focus();
  },
  next: () => {
    turn((run, now) => timer.go(run, run.at + 1, now));
    if (part("next").hidden) part("finish").focus();
  },
  pause: () => {
    turn(timer.pause);
    part("resume").focus();
  },
  resume: () => {
    turn(timer.resume);
    part("pause").focus();
  },
  finish: () => turn(timer.finish),
  "finish-now": () => turn(timer.finish),
  reopen: () => {
    hush();
    turn(timer.reopen);
  },
};

/**
 * `found` are the page's phases during the meeting; `plan` gives the phases to run.
 * @param {PagePhase[]} found
 * @param {() => Timed[]} plan
 */
export function offerRun(found, plan) {
  phases = found;
  intended = plan;
  for (const [name, task] of Object.entries(tasks)) part(name).addEventListener("click", task);
  for (const name of ["open", "bar"]) one(document, `[data-run=${name}]`).addEventListener("click", open);
  one(bar, "[data-run=continue]").addEventListener("click", open);
  one(bar, "[data-run=stop]").addEventListener("click", () => {
    open();
    tasks.finish();
  });
  sound.addEventListener("change", () => {
    if (sound.checked) prepare();
    if (run) keep();
  });
  dialog.addEventListener("close", () => {
    letSleep();
    if (run?.ended !== null) run = null;
    show();
    // The bar's button that led here was hidden while the dialog was open, so that the focus could not go back to it.
    const at = document.activeElement;
    if (at && at !== document.body && !dialog.contains(at)) return;
    one(document, bar.hidden ? "[data-run=open]" : "[data-run=continue]").focus();
  });
  document.addEventListener("visibilitychange", show);
  onChange(({ key }) => {
    if (key === KEY || key === null) recall();
  });
  awaited(recall());
}
