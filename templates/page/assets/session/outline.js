// The phases as the page shows them: in the bar, as sections, in the table of contents and in the list for moving.
import { all, byId, maybe, one, told } from "../core/element.js";
import { inMinutes } from "../core/durations.js";
import { moved } from "./plan.js";
import { read, say } from "../core/words.js";

/**
 * @import { Planned } from "./plan.js"
 * @typedef {ReturnType<typeof readPhase>} PagePhase
 */

const bar = one(document, ".bar");

/** @param {string} id */
function linkOf(id) {
  return all(document, ".toc a", HTMLAnchorElement).find((link) => link.hash === `#${id}`);
}

/** @param {HTMLElement} item */
function readPhase(item) {
  const { phase: id = "", min, typical, max, optional, movable, needs = "" } = item.dataset;
  const heading = byId(id);
  const body = one(document, `[id="${id}"] + *`);
  const [shown, facts] = [one(item, ".bar-minutes"), one(body, ".phase-minutes")];
  return {
    id,
    min: Number(min),
    typical: Number(typical),
    max: Number(max),
    optional: optional !== undefined,
    movable: movable !== undefined,
    needs: needs.split(" ").filter(Boolean),
    title: read(one(item, ".bar-title")),
    heading,
    body,
    item,
    // What holds the phase's minutes or its place elsewhere on the page.
    shown,
    facts,
    mark: one(body, ".left-out-mark"),
    contents: linkOf(id)?.parentElement,
    row: maybe(document, `.session-order [data-phase="${id}"]`),
    usual: [shown.textContent, facts.textContent],
  };
}

// The phases during the meeting, in the order of the guide.
export const phases = all(bar, "[data-phase]").map(readPhase);

/**
 * Writes the minutes of a plan (see plan.js) wherever they stand.
 * @param {Planned[]} plan
 */
export function showMinutes(plan) {
  plan.forEach(({ minutes, change }, index) => {
    const phase = phases[index];
    const isOut = change === "out";
    const range = phase.min === phase.max ? "" : ` (${phase.min}–${phase.max})`;
    const usual = change === "usual";
    phase.item.style.flexGrow = usual && plan.every((other) => other.change === "usual") ? "" : String(minutes ?? 0);
    phase.shown.textContent = isOut ? say("fit-out-short") : usual ? phase.usual[0] : inMinutes(minutes ?? 0);
    phase.facts.textContent = usual || isOut ? phase.usual[1] : `${inMinutes(minutes ?? 0)}${range}`;
    phase.mark.hidden = !isOut;
    for (const part of [phase.item, phase.heading, phase.body, phase.contents, phase.row]) {
      part?.classList.toggle("left-out", isOut);
    }
  });
}

/**
 * Puts elements that are neighbours into an order; what already stands right keeps its place and its focus.
 * @param {(HTMLElement | null | undefined)[]} found
 */
function line(found) {
  const elements = found.filter((element) => element instanceof HTMLElement);
  // Where no phase can be moved there is no list for moving.
  if (elements.length < found.length) return;
  const inPlace = elements.every((element, index) => !index || elements[index - 1].nextElementSibling === element);
  if (inPlace) return;
  const last = elements.reduce((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? other : one,
  );
  const { parentElement, nextElementSibling } = last;
  for (const element of elements) parentElement?.insertBefore(element, nextElementSibling);
}

/** @param {PagePhase[]} order */
export function showOrder(order) {
  line(order.map((phase) => phase.item));
  line(order.flatMap((phase) => [phase.heading, phase.body]));
  line(order.map((phase) => phase.contents));
  line(order.map((phase) => phase.row));
  for (const { id, row } of order) {
    for (const button of row ? all(row, "[data-move]") : []) {
      // Not `disabled`: that would take the focus away from who has just moved the phase to the end, and say nothing
      // to who wants to know why.
      button.setAttribute("aria-disabled", String(!moved(order, id, Number(told(button, "move")))));
    }
  }
}
