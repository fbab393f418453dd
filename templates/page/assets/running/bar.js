// The bar of a session that is being held: its phase, the time that is left of it, and the way back to its guide.
import { addressOf } from "../core/address.js";
import { byId, one, put, told } from "../core/element.js";
import { heldIn, leftText, OPEN } from "../core/held.js";
import { pageAt } from "../core/other-language.js";
import { update } from "../core/store.js";
import { styled } from "../core/style.js";
import { MINUTE, read, untilSecond } from "../core/timer.js";
import { held } from "../core/untrusted.js";
import { say } from "../core/words.js";

/**
 * @import { Held } from "../core/held.js"
 * @import { Stored } from "../core/store.js"
 */

// So long after its agreed end, a session that nobody has ended is shown on its guide alone.
const FORGOTTEN = 180 * MINUTE;

const bar = byId("tk_running");
const name = one(bar, ".running-phase");
const time = one(bar, ".running-time");
const link = one(bar, "a", HTMLAnchorElement);
const root = new URL(told(bar, "root"), location.href);
const language = document.documentElement.lang;
/** @type {Held | null} */
let shown = null;
let ticking = 0;

new ResizeObserver(() => {
  // What lies below the bar can be scrolled out from under it.
  document.documentElement.style.setProperty("--running", `${bar.offsetHeight}px`);
}).observe(bar);

/** @param {Held} session */
function addressFor({ path, isForClient }) {
  const address = new URL(addressOf(path, root.href));
  if (isForClient) address.searchParams.set("view", "client");
  address.hash = OPEN;
  return address;
}

/** @param {Held} session */
function isHere(session) {
  return addressFor(session).pathname === location.pathname;
}

/**
 * What the phases are called on the guide's page in this page's language.
 * @param {Held} session
 */
async function titlesHere(session) {
  const { path, run } = session;
  const page = await pageAt(addressOf(path, root.href));
  return Object.fromEntries(
    run.plan.flatMap(({ id }) => {
      const title = page.querySelector(`.bar [data-phase="${CSS.escape(id)}"] .bar-title`)?.textContent?.trim();
      return title ? [[id, title]] : [];
    }),
  );
}

/**
 * Learns the titles in this page's language, where the guide was never open in it.
 * @param {Held} session
 */
async function learn(session) {
  try {
    const titles = await titlesHere(session);
    session.titles[language] = titles;
    await update("marks", session.key, (old) => old && { ...old, titles: { ...Object(old.titles), [language]: titles } });
  } catch {
    // Those in the guide's language say so; they are better than none.
  }
}

/** @param {Held} session */
function showName({ run, titles, language: first }) {
  const { id } = run.plan[run.at];
  const own = held(held(titles, language) ?? {}, id);
  put(name, own ?? held(held(titles, first) ?? {}, id) ?? "");
  if (own || first === language) name.removeAttribute("lang");
  else name.lang = first;
}

function tick() {
  clearTimeout(ticking);
  if (!shown) return;
  const { run } = shown;
  const now = Date.now();
  const { left } = read(run, now);
  const rest = left > 0 ? say("run-bar-left", { time: leftText(left) }) : leftText(left);
  put(time, run.since === null ? say("run-paused") : rest);
  if (run.since !== null) ticking = setTimeout(tick, untilSecond(run, now));
}

/** Makes ready what the bar takes: a network may be gone by the time a session begins. */
export function prepare() {
  return styled(told(bar, "style"));
}

/**
 * Shows the session that began last, of those that are being held.
 * @param {Stored[]} records
 */
export async function show(records) {
  const now = Date.now();
  shown = heldIn(records).find((session) => isHere(session) || now < session.run.end + FORGOTTEN) ?? null;
  if (shown) {
    await prepare();
    if (!held(shown.titles, language)) await learn(shown);
    link.href = isHere(shown) ? OPEN : addressFor(shown).href;
    showName(shown);
  }
  bar.hidden = !shown;
  document.documentElement.classList.toggle("session-runs", Boolean(shown));
  tick();
}

document.addEventListener("visibilitychange", tick);
