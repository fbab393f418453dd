// Run mode: one phase at a time in large type, with a clock that goes on whether or not anybody looks.
import { chime, prepare } from "./chime.js";
import { asClock, inMinutes, inWords } from "../core/durations.js";
import { make } from "../core/element.js";
import { keyOf } from "../core/records.js";
import { get, onChange, update } from "../core/store.js";
import * as timer from "./timer.js";
import { keepAwake, letSleep } from "./wake.js";
import { put, say } from "../core/words.js";

const MINUTE = 60_000;
const dialog = document.querySelector("dialog.run");
const bar = document.querySelector(".run-notice-bar");
const KEY = keyOf("runs", dialog.dataset.session);
const NOTICES = { later: ["run-later", timer.LATER], soon: ["run-soon", timer.SOON], up: ["run-end", 0] };
const part = (name) => dialog.querySelector(`[data-run="${name}"]`);
const line = dialog.querySelector(".run-line");

let phases = [];
let run = null;
let ticking = 0;
// What was said last: the phase, and which notice of it.
let told = { at: -1, level: "" };

function phaseOf(id) {
  return phases.find((phase) => phase.id === id);
}

// -- what is taken over from the page ---------------------------------------------------------------

// A part of the page once more. Its links open beside the session, which must not be left by a slip of the finger.
function taken(source) {
  const copy = source.cloneNode(true);
  for (const link of copy.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return copy;
}

function all(body, selector) {
  return [...body.querySelectorAll(`:scope > ${selector}`)].map(taken);
}

// A list with the title that stands before it on the page.
function titled(body, selector) {
  return [...body.querySelectorAll(`:scope > ${selector}`)].flatMap((list) => [
    taken(list.previousElementSibling),
    taken(list),
  ]);
}

function questions(body) {
  const lists = all(body, ".questions");
  for (const link of lists.flatMap((list) => [...list.querySelectorAll("a")])) {
    link.replaceWith(...link.childNodes);
  }
  return lists;
}

function phaseParts({ body }) {
  const links = titled(body, ".links");
  const steps = make("details", "run-steps", make("summary", "", say("run-steps")), ...all(body, ".columns"));
  return [
    ...all(body, ".intent"),
    ...all(body, ".speech"),
    ...questions(body),
    ...links,
    ...(links.length ? [make("p", "hint", say("run-tabs"))] : []),
    ...all(body, ".coach-only"),
    steps,
  ];
}

// The phases before or after the meeting, which no clock measures.
function sideParts(stage) {
  return [...document.querySelectorAll(`.phase-body.phase-${stage}`)].flatMap((body) => [
    make("h3", "", ...taken(body.previousElementSibling).childNodes),
    ...all(body, ".intent"),
    ...all(body, ".columns"),
    ...titled(body, ".links"),
    ...all(body, ".coach-only"),
  ]);
}

// -- showing ----------------------------------------------------------------------------------------

function isOn() {
  return run !== null && run.ended === null;
}

function screen() {
  if (!run) return "start";
  return run.ended === null ? "phase" : "end";
}

function showScreen(name) {
  dialog.dataset.screen = name;
  for (const shown of dialog.querySelectorAll("[data-screen]")) {
    shown.hidden = !shown.dataset.screen.split(" ").includes(name);
  }
  if (name === "start") showStart();
  if (name === "end") showEnd();
  if (name === "phase") keepAwake(showAwake);
  else letSleep();
  dialog.scrollTop = 0;
  // The button that led here is gone; who reads by ear begins with the heading.
  dialog.querySelector(`[data-screen="${name}"] [tabindex="-1"]`).focus();
}

function showAwake(isAwake) {
  part("asleep").hidden = isAwake;
}

function drawLine(plan) {
  line.replaceChildren(
    ...plan.map(({ id, minutes }) => {
      const item = make("li", "", make("span", "visually-hidden", `${phaseOf(id).title}, ${inMinutes(minutes)}`));
      item.style.flexGrow = String(minutes);
      return item;
    }),
  );
}

function showStart() {
  const plan = intended();
  drawLine(plan);
  const minutes = plan.reduce((total, phase) => total + phase.minutes, 0);
  put(dialog.querySelector(".run-summary"), say("run-summary", { count: plan.length, time: inMinutes(minutes) }));
  const prepared = document.querySelector(".to-prepare");
  part("before").replaceChildren(...(prepared ? [taken(prepared)] : []), ...sideParts("before"));
}

function showPhase() {
  const { id, minutes } = run.plan[run.at];
  drawLine(run.plan);
  [...line.children].forEach((item, index) => {
    item.classList.toggle("past", index < run.at);
    if (index === run.at) item.setAttribute("aria-current", "step");
  });
  put(dialog.querySelector(".run-count"), say("run-count", { number: run.at + 1, count: run.plan.length }));
  put(dialog.querySelector(".run-title"), phaseOf(id).title);
  put(dialog.querySelector(".run-of"), say("run-of", { time: inMinutes(minutes) }));
  part("phase").replaceChildren(...phaseParts(phaseOf(id)));
  const isLast = run.at === run.plan.length - 1;
  part("previous").disabled = run.at === 0;
  part("next").hidden = isLast;
  part("finish").hidden = !isLast;
  dialog.scrollTop = 0;
}

function showEnd() {
  const { spent, planned, total, whole } = timer.read(run, run.ended);
  const clock = (time) => asClock(Math.round(time / 1000));
  drawLine(run.plan);
  const rows = run.plan.map(({ id }, index) => {
    const title = make("th", "", phaseOf(id).title);
    title.scope = "row";
    return make("tr", "", title, make("td", "", clock(planned[index])), make("td", "", clock(spent[index])));
  });
  const table = dialog.querySelector(".run-times");
  table.tBodies[0].replaceChildren(...rows);
  put(table.tFoot.rows[0].cells[1], clock(whole));
  put(table.tFoot.rows[0].cells[2], clock(total));
  part("after").replaceChildren(...sideParts("after"));
}

function leftText(left) {
  if (left > 0) return asClock(Math.ceil(left / 1000));
  return left > -MINUTE ? say("run-up") : say("run-over", { time: inMinutes(Math.floor(-left / MINUTE)) });
}

function noticeText(level) {
  if (!level) return "";
  const [word, share] = NOTICES[level];
  // It stands still while the clock goes on: two things that move are one too many.
  return say(word, { time: inWords(Math.round(run.plan[run.at].minutes * 60 * share)) });
}

function wholeText({ total, whole, late, ends }) {
  const minutes = Math.floor(Math.abs(late) / MINUTE);
  const ahead = late < 0 ? "run-ahead" : "run-behind";
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(ends);
  return [
    say("run-whole", { spent: asClock(Math.floor(total / 1000)), whole: inMinutes(whole / MINUTE) }),
    say(minutes ? ahead : "run-on-time", { time: inMinutes(minutes) }),
    ...(run.since === null ? [] : [say("run-ends", { time })]),
  ].join(" · ");
}

// Says aloud what is new, and nothing twice: a new phase, a fifth left, nearly over, over.
function announce({ level, left }) {
  if (told.at === run.at && told.level === level) return;
  const { id, minutes } = run.plan[run.at];
  if (told.at !== run.at) {
    const values = { number: run.at + 1, count: run.plan.length, phase: phaseOf(id).title, time: inMinutes(minutes) };
    put(part("live"), say("run-phase", values));
  } else if (level) {
    put(part("live"), noticeText(level));
    // Late by more than a breath, as after a sleep, a sound would say something wrong.
    if (level === "up" && left > -5000 && part("sound").checked) chime();
  }
  told = { at: run.at, level };
}

function showClock(reading) {
  const { level, left } = reading;
  const display = dialog.querySelector(".run-left");
  put(display, leftText(left));
  display.classList.toggle("in-words", left <= 0);
  put(dialog.querySelector(".run-notice"), run.since === null ? say("run-paused") : noticeText(level));
  put(dialog.querySelector(".run-whole"), wholeText(reading));
  part("pause").hidden = run.since === null;
  part("resume").hidden = run.since !== null;
}

function showBar(reading) {
  bar.hidden = dialog.open || !isOn();
  document.documentElement.classList.toggle("session-runs", !bar.hidden);
  document.querySelector("[data-run=open-new]").hidden = isOn();
  document.querySelector("[data-run=open-on]").hidden = !isOn();
  if (bar.hidden) return;
  const { left } = reading;
  const phase = phaseOf(run.plan[run.at].id).title;
  const time = left > 0 ? say("run-bar-left", { time: leftText(left) }) : leftText(left);
  const isToday = new Date(run.started).toDateString() === new Date().toDateString();
  const format = { timeStyle: "short", ...(isToday ? {} : { dateStyle: "medium" }) };
  const start = new Intl.DateTimeFormat(document.documentElement.lang, format).format(run.started);
  put(bar.querySelector("p"), say(run.since === null ? "run-bar-paused" : "run-bar", { start, phase, time }));
}

let shownPhase = null;

function showDialog(reading) {
  const name = screen();
  if (name === "phase") {
    const { id } = run.plan[run.at];
    if (shownPhase !== id) showPhase();
    shownPhase = id;
    showClock(reading);
  }
  if (dialog.dataset.screen !== name) showScreen(name);
}

function show() {
  clearTimeout(ticking);
  const now = Date.now();
  const reading = run && timer.read(run, now);
  showBar(reading);
  if (dialog.open) showDialog(reading);
  if (!isOn()) return;
  announce(reading);
  if (run.since !== null) ticking = setTimeout(show, timer.untilSecond(run, now));
}

// -- changing ---------------------------------------------------------------------------------------

let intended = () => [];
let changes = 0;

function change(next) {
  run = next;
  changes += 1;
  show();
  keep();
}

async function keep() {
  const record = { key: KEY, ...run, sound: part("sound").checked };
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
    part("sound").checked = record?.sound === true;
  } catch {
    // Without a store there is nothing to go on with.
  }
  if (run?.ended !== null && !dialog.open) run = null;
  hush();
  show();
}

// What stands already is nothing new.
function hush() {
  if (run) told = { at: run.at, level: timer.read(run, Date.now()).level };
}

function open() {
  dialog.showModal();
  if (part("sound").checked) prepare();
  put(part("live"), "");
  hush();
  shownPhase = null;
  delete dialog.dataset.screen;
  show();
}

const tasks = {
  close: () => dialog.close(),
  done: () => dialog.close(),
  begin: () => {
    const first = timer.begin(intended(), Date.now());
    told = { at: 0, level: "" };
    change(first);
  },
  previous: () => {
    change(timer.go(run, run.at - 1, Date.now()));
    if (part("previous").disabled) part("next").focus();
  },
  next: () => {
    change(timer.go(run, run.at + 1, Date.now()));
    if (part("next").hidden) part("finish").focus();
  },
  pause: () => {
    change(timer.pause(run, Date.now()));
    part("resume").focus();
  },
  resume: () => {
    change(timer.resume(run, Date.now()));
    part("pause").focus();
  },
  finish: () => change(timer.finish(run, Date.now())),
  "finish-now": () => change(timer.finish(run, Date.now())),
  reopen: () => {
    hush();
    change(timer.reopen(run, Date.now()));
  },
};

// `found` are the page's phases during the meeting; `plan` gives the phases to run, as {id, minutes}.
export function offerRun(found, plan) {
  phases = found;
  intended = plan;
  for (const [name, task] of Object.entries(tasks)) part(name).addEventListener("click", task);
  document.querySelector("[data-run=open]").addEventListener("click", open);
  bar.querySelector("[data-run=continue]").addEventListener("click", open);
  bar.querySelector("[data-run=stop]").addEventListener("click", () => {
    open();
    tasks.finish();
  });
  part("sound").addEventListener("change", () => {
    if (part("sound").checked) prepare();
    if (run) keep();
  });
  dialog.addEventListener("close", () => {
    letSleep();
    if (run?.ended !== null) run = null;
    show();
  });
  document.addEventListener("visibilitychange", show);
  onChange(({ key }) => {
    if (key === KEY || key === null) recall();
  });
  recall();
}
