// The phases as the page shows them: in the bar, as sections, in the table of contents and in the list for moving.
import { inMinutes } from "../core/durations.js";
import { say } from "../core/words.js";

const bar = document.querySelector(".bar");

function linkOf(id) {
  return [...document.querySelectorAll(".toc a")].find((link) => link.hash === `#${id}`);
}

function readPhase(item) {
  const { phase: id, min, typical, max, optional, movable } = item.dataset;
  const heading = document.getElementById(id);
  const body = heading.nextElementSibling;
  return {
    id,
    min: Number(min),
    typical: Number(typical),
    max: Number(max),
    optional: optional !== undefined,
    movable: movable !== undefined,
    title: item.querySelector(".bar-title").textContent,
    heading,
    body,
    item,
    // What holds the phase's minutes or its place elsewhere on the page.
    shown: item.querySelector(".bar-minutes"),
    facts: body.querySelector(".phase-minutes"),
    mark: body.querySelector(".left-out-mark"),
    contents: linkOf(id)?.parentElement,
    row: document.querySelector(`.session-order [data-phase="${id}"]`),
    usual: [item.querySelector(".bar-minutes").textContent, body.querySelector(".phase-minutes").textContent],
  };
}

// The phases during the meeting, in the order of the guide.
export const phases = [...bar.querySelectorAll("[data-phase]")].map(readPhase);

// Writes the minutes of a plan (see plan.js) wherever they stand.
export function showMinutes(plan) {
  plan.forEach(({ minutes, change }, index) => {
    const phase = phases[index];
    const isOut = change === "out";
    const range = phase.min === phase.max ? "" : ` (${phase.min}–${phase.max})`;
    const usual = change === "usual";
    phase.item.style.flexGrow = usual && plan.every((other) => other.change === "usual") ? "" : String(minutes ?? 0);
    phase.shown.textContent = isOut ? say("fit-out-short") : usual ? phase.usual[0] : inMinutes(minutes);
    phase.facts.textContent = usual || isOut ? phase.usual[1] : `${inMinutes(minutes)}${range}`;
    phase.mark.hidden = !isOut;
    for (const part of [phase.item, phase.heading, phase.body, phase.contents, phase.row]) {
      part?.classList.toggle("left-out", isOut);
    }
  });
}

// Puts elements that are neighbours into an order; what already stands right keeps its place and its focus.
function put(elements) {
  // Where no phase can be moved there is no list for moving.
  if (elements.some((element) => !element)) return;
  const inPlace = elements.every((element, index) => !index || elements[index - 1].nextElementSibling === element);
  if (inPlace) return;
  const last = elements.reduce((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? other : one,
  );
  const { parentElement, nextElementSibling } = last;
  for (const element of elements) parentElement.insertBefore(element, nextElementSibling);
}

export function showOrder(order) {
  put(order.map((phase) => phase.item));
  put(order.flatMap((phase) => [phase.heading, phase.body]));
  put(order.map((phase) => phase.contents));
  put(order.map((phase) => phase.row));
  for (const [index, { row }] of order.entries()) {
    for (const button of row?.querySelectorAll("[data-move]") ?? []) {
      // Not `disabled`: that would take the focus away from who has just moved the phase to the end.
      const isEnd = button.dataset.move === "-1" ? index === 0 : index === order.length - 1;
      button.setAttribute("aria-disabled", String(isEnd));
    }
  }
}
