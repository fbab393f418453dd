// Run mode: one phase at a time in large type, with a clock that goes on whether or not anybody looks.
import { pointedAt } from "../core/address.js";
import { inMinutes } from "../core/durations.js";
import { one, put, told } from "../core/element.js";
import { awaited } from "../core/ready.js";
import { OPEN } from "../core/held.js";
import { onChange } from "../core/store.js";
import * as timer from "../core/timer.js";
import { clean } from "../core/untrusted.js";
import { say } from "../core/words.js";
import { chime, prepare } from "./chime.js";
import { Keeping } from "./keeping.js";
import { recordAt, recordKey } from "./record.js";
import { offerRecords } from "./records.js";
import { spreadRest } from "./rest.js";
import { dialog, part, showClock, showNote, showPhase, showRecord, showScreen, showStart, titleOf } from "./run-screen.js";
import { noticeText, spreadText } from "./run-words.js";
import { letSleep } from "./wake.js";

/**
 * @import { PagePhase } from "./outline.js"
 * @import { Reading, Run, Timed } from "../core/timer.js"
 */

const SESSION = told(dialog, "session");
const sound = part("sound", HTMLInputElement);
const noteArea = part("note", HTMLTextAreaElement);

/** @type {PagePhase[]} */
let phases = [];
/** @type {Keeping} */
let keeping;
/** @type {Run | null} */
let run = null;
/** @type {Record<string, string>} */
let notes = {};
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

function showButton() {
  const isOn = screen() === "phase";
  one(document, "[data-run=open-new]").hidden = isOn;
  one(document, "[data-run=open-on]").hidden = !isOn;
}

/**
 * @param {Reading | null} reading
 * @param {number} now
 */
function showDialog(reading, now) {
  const name = screen();
  if (run && reading && name === "phase") {
    const { id } = run.plan[run.at];
    if (shownPhase !== id) showPhase(run, phases);
    showNote(notes[id] ?? "", shownPhase !== id);
    shownPhase = id;
    showClock(run, reading);
    part("spread").hidden = Math.abs(reading.late) < timer.MINUTE || !spreadRest(run, phases, now).isChanged;
  }
  if (dialog.dataset.screen === name) return;
  showScreen(name, run, intended(), phases);
  if (run && name === "end") awaited(showEndOf(run));
}

/**
 * The record is shown as it is stored, with the notes of all tabs.
 * @param {Run} ended
 */
async function showEndOf(ended) {
  await keeping.settled();
  const record = await recordAt(recordKey(SESSION, ended.started)).catch(() => null);
  showRecord(record, SESSION);
}

function show() {
  clearTimeout(ticking);
  const now = Date.now();
  const reading = run && timer.read(run, run.ended ?? now);
  showButton();
  if (dialog.open) showDialog(reading, now);
  if (!run || !reading || run.ended !== null) return;
  announce(run, reading);
  // While it is stopped, the agreed end comes nearer all the same.
  ticking = setTimeout(show, run.since === null ? 1000 : timer.untilSecond(run, now));
}

// -- changing ---------------------------------------------------------------------------------------

/** @type {() => Timed[]} */
let intended = () => [];
let changes = 0;

/** @param {Run} next */
function change(next) {
  run = next;
  changes += 1;
  // What is shown at the end is what is stored, so that it is on its way first.
  awaited(keep());
  show();
}

/**
 * Changes the run that there is.
 * @param {(run: Run, now: number) => Run} step
 */
function turn(step) {
  if (run) change(step(run, Date.now()));
}

async function keep() {
  if (!run) return;
  try {
    await keeping.write(run, sound.checked);
    part("unkept").hidden = true;
  } catch {
    part("unkept").hidden = false;
  }
}

async function recall() {
  const before = changes;
  try {
    const kept = await keeping.recall(run?.started ?? null);
    // Whoever was quicker than the store has begun something newer than what it held.
    if (changes !== before) return;
    run = kept?.run ?? null;
    notes = kept?.notes ?? {};
    sound.checked = kept?.sound === true;
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
  if (dialog.open) return;
  dialog.showModal();
  if (sound.checked) prepare();
  put(part("live"), "");
  put(part("spread-said"), "");
  hush();
  shownPhase = "";
  delete dialog.dataset.screen;
  show();
}

/** Opens it where the address says so: the bar of other pages leads there. */
function openFromAddress() {
  if (`#${pointedAt()}` !== OPEN) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  if (run) open();
}

/** Fits what is left of the session into the time until its agreed end. */
function spread() {
  if (!run) return;
  const { run: next, out } = spreadRest(run, phases, Date.now());
  const text = spreadText(next, out.map((id) => titleOf(phases, id)), Date.now());
  shownPhase = "";
  change(next);
  put(part("spread-said"), text);
  one(dialog, ".run-title").focus();
}

const tasks = {
  close: () => dialog.close(),
  done: () => dialog.close(),
  begin: () => {
    const first = timer.begin(intended(), Date.now());
    said = { at: 0, level: "" };
    notes = {};
    keeping.begin();
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
  spread,
  finish: () => turn(timer.finish),
  "finish-now": () => turn(timer.finish),
  reopen: async () => {
    // Notes may have been written to the record meanwhile.
    if (run) notes = (await recordAt(recordKey(SESSION, run.started)).catch(() => null))?.notes ?? notes;
    hush();
    turn(timer.reopen);
  },
};

function takeNote() {
  if (!run) return;
  const { id } = run.plan[run.at];
  const note = clean(noteArea.value);
  notes = { ...notes, [id]: note };
  keeping.note(id, note);
  awaited(keep());
}

/** The plan has changed while nothing runs. */
export function replanned() {
  if (dialog.open && screen() === "start") showStart(intended(), phases);
}

/**
 * `found` are the page's phases during the meeting; `plan` gives the phases to run.
 * @param {PagePhase[]} found
 * @param {() => Timed[]} plan
 */
export function offerRun(found, plan) {
  phases = found;
  intended = plan;
  keeping = new Keeping(SESSION, phases, dialog.ariaLabel ?? "");
  const refreshRecords = offerRecords(SESSION);
  const back = one(document, "#tk_running a");
  for (const [name, task] of Object.entries(tasks)) part(name).addEventListener("click", task);
  for (const name of ["open", "bar"]) one(document, `[data-run=${name}]`).addEventListener("click", open);
  back.addEventListener("click", (event) => {
    // On its own guide, the way back is no way.
    if (!run || back.getAttribute("href") !== OPEN) return;
    event.preventDefault();
    open();
  });
  noteArea.addEventListener("input", takeNote);
  sound.addEventListener("change", () => {
    if (sound.checked) prepare();
    if (run) keep();
  });
  dialog.addEventListener("close", () => {
    letSleep();
    if (run?.ended !== null) run = null;
    show();
    awaited(refreshRecords());
    // Where the bar that led here goes, or has gone meanwhile, the focus cannot stay with it.
    const at = document.activeElement;
    if (!run || !at || at === document.body || dialog.contains(at)) one(document, "[data-run=open]").focus();
  });
  document.addEventListener("visibilitychange", show);
  addEventListener("hashchange", openFromAddress);
  onChange(({ key }) => {
    if (keeping.concerns(key)) recall();
  });
  awaited(recall().then(openFromAddress));
}
