// What run mode says of its clock, in words and digits.
import { join, say } from "../core/words.js";
import { asClock, inMinutes, inWords } from "../core/durations.js";
import { LATER, SOON } from "./timer.js";

/** @import { Level, Reading, Run } from "./timer.js" */

const MINUTE = 60_000;
const lang = document.documentElement.lang;
/** @type {Record<string, [word: string, share: number]>} */
const NOTICES = { later: ["run-later", LATER], soon: ["run-soon", SOON], up: ["run-end", 0] };

/**
 * Milliseconds as a clock has them.
 * @param {number} time
 */
export function clock(time) {
  return asClock(Math.round(time / 1000));
}

/** @param {number} left */
export function leftText(left) {
  if (left > 0) return asClock(Math.ceil(left / 1000));
  return left > -MINUTE ? say("run-up") : say("run-over", { time: inMinutes(Math.floor(-left / MINUTE)) });
}

/**
 * @param {Run} run
 * @param {Level} level
 */
export function noticeText(run, level) {
  if (!level) return "";
  const [word, share] = NOTICES[level];
  // It stands still while the clock goes on: two things that move are one too many.
  return say(word, { time: inWords(Math.round(run.plan[run.at].minutes * 60 * share)) });
}

/**
 * @param {Run} run
 * @param {Reading} reading
 */
export function wholeText(run, { total, whole, late, ends }) {
  const minutes = Math.floor(Math.abs(late) / MINUTE);
  const ahead = late < 0 ? "run-ahead" : "run-behind";
  const time = new Intl.DateTimeFormat(lang, { timeStyle: "short" }).format(ends);
  return join(" · ", [
    say("run-whole", { spent: asClock(Math.floor(total / 1000)), whole: inMinutes(whole / MINUTE) }),
    say(minutes ? ahead : "run-on-time", { time: inMinutes(minutes) }),
    ...(run.since === null ? [] : [say("run-ends", { time })]),
  ]);
}

/**
 * @param {Run} run
 * @param {string} phase
 * @param {number} left
 */
export function barText(run, phase, left) {
  const time = left > 0 ? say("run-bar-left", { time: leftText(left) }) : leftText(left);
  const isToday = new Date(run.started).toDateString() === new Date().toDateString();
  const start = new Intl.DateTimeFormat(lang, { timeStyle: "short", dateStyle: isToday ? undefined : "medium" });
  return say(run.since === null ? "run-bar-paused" : "run-bar", { start: start.format(run.started), phase, time });
}
