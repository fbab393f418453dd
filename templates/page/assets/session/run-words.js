// What run mode says of its clock, in words and digits.
import { join, say } from "../core/words.js";
import { asClock, inMinutes, inWords } from "../core/durations.js";
import { LATER, MINUTE, read, SOON } from "../core/timer.js";

/** @import { Level, Reading, Run } from "../core/timer.js" */

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
  const hour = new Intl.DateTimeFormat(lang, { timeStyle: "short" });
  return join(" · ", [
    say("run-whole", { spent: asClock(Math.floor(total / 1000)), whole: inMinutes(whole / MINUTE) }),
    say(minutes ? ahead : "run-on-time", { time: inMinutes(minutes) }),
    ...(run.since === null ? [] : [say("run-ends", { time: hour.format(ends) })]),
    say("run-agreed", { time: hour.format(run.end) }),
  ]);
}

/**
 * What has become of the rest that was fitted anew.
 * @param {Run} run
 * @param {string[]} out titles of phases that dropped out
 * @param {number} now
 */
export function spreadText(run, out, now) {
  const { ends, late } = read(run, now);
  const hour = new Intl.DateTimeFormat(lang, { timeStyle: "short" });
  const said = [say(Math.abs(late) < MINUTE ? "run-spread" : "run-spread-near", { time: hour.format(ends) })];
  if (out.length) {
    const parts = new Intl.ListFormat(lang).formatToParts(out);
    said.push(say("fit-out", { phases: join("", parts.map(({ value }) => value)) }));
  }
  return join(" ", said);
}
