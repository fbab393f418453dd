// A session guide: fits it to a time and an order, shows it for the coach or for all, and runs it.
// What is chosen stands in the address, so that it can be kept, sent and shown in another language.
import { keep, wanted } from "./core/address.js";
import { all, maybe, one, put } from "./core/element.js";
import { readNumber } from "./core/numbers.js";
import { join, say } from "./core/words.js";
import { inMinutes } from "./core/durations.js";
import { phases, showMinutes, showOrder } from "./session/outline.js";
import { arrange, fit, moved, needOf } from "./session/plan.js";
import { offerRun } from "./session/run.js";

/** @import { PagePhase } from "./session/outline.js" */

const tools = one(document, ".session-tools");
const number = one(tools, "[data-fit=number]", HTMLInputElement);
const fitMessage = one(tools, "[data-fit=message]");
const orderMessage = maybe(tools, "[data-order=message]");
const views = all(tools, "[name=view]", HTMLInputElement);
const usualTotal = phases.reduce((total, { typical }) => total + typical, 0);

let plan = fit(phases, usualTotal);
let order = phases;

/** @param {string} text */
function asMinutes(text) {
  const minutes = Number(readNumber(text).value ?? "");
  return Number.isInteger(minutes) && minutes > 0 && minutes <= 10080 ? minutes : null;
}

// -- time ----------------------------------------------------------------------------------------

/** The phases of the plan in the order that is shown, each with its title. */
function planned() {
  return order.map((phase) => ({ ...plan.phases[phases.indexOf(phase)], title: phase.title }));
}

/** @param {string} change */
function named(change) {
  const names = planned()
    .filter((phase) => phase.change === change)
    .map(({ title, minutes }) => (minutes === null ? title : join("", [title, ` (${inMinutes(minutes)})`])));
  const parts = new Intl.ListFormat(document.documentElement.lang).formatToParts(names);
  return join("", parts.map(({ value }) => value));
}

/** @param {number} asked */
function toldOfFit(asked) {
  const { min: least, max: most } = tools.dataset;
  const isUsual = plan.phases.every(({ change }) => change === "usual");
  const said = [
    say(isUsual && plan.verdict === "fits" ? "fit-usual" : `fit-${plan.verdict}`, {
      wanted: inMinutes(asked),
      total: inMinutes(plan.total),
    }),
  ];
  const [before, after] = plan.around.map(inMinutes);
  if (plan.verdict !== "fits") said.push(say(`why-${plan.verdict}`, { total: inMinutes(plan.total), before, after }));
  if (plan.total < Number(least)) said.push(say("fit-tight", { least, most }));
  if (plan.total > Number(most)) said.push(say("fit-loose", { least, most }));
  for (const change of ["out", "shorter", "longer"]) {
    const names = named(change);
    if (names) said.push(say(`fit-${change}`, { phases: names }));
  }
  return join("\n", said);
}

/** @param {number} asked */
function fitTo(asked) {
  plan = fit(phases, asked);
  showMinutes(plan.phases);
  for (const chip of all(tools, "[data-minutes]")) {
    chip.setAttribute("aria-pressed", String(Number(chip.dataset.minutes) === asked));
  }
  put(fitMessage, toldOfFit(asked));
  fitMessage.classList.toggle("wrong", plan.verdict !== "fits");
}

/** @param {number} minutes */
function choose(minutes, isUsual = false) {
  clearTimeout(typing);
  number.removeAttribute("aria-invalid");
  if (asMinutes(number.value) !== minutes) number.value = String(minutes);
  keep({ minutes: isUsual ? "" : minutes });
  fitTo(minutes);
}

function takeTyped() {
  const minutes = asMinutes(number.value);
  if (minutes) choose(minutes);
  else {
    fitMessage.textContent = say("fit-unreadable");
    fitMessage.classList.add("wrong");
    number.setAttribute("aria-invalid", "true");
  }
}

let typing = 0;
number.addEventListener("input", () => {
  clearTimeout(typing);
  // A number that is only half typed is nothing to talk about.
  typing = setTimeout(takeTyped, 500);
});
number.addEventListener("change", () => {
  clearTimeout(typing);
  takeTyped();
});
for (const chip of all(tools, "[data-minutes]")) {
  const minutes = Number(chip.dataset.minutes);
  // Phases of fixed lengths may not give a time that lies within the guide's bounds.
  chip.hidden = fit(phases, minutes).verdict !== "fits";
  chip.addEventListener("click", () => choose(minutes));
}
one(tools, "[data-fit=usual]").addEventListener("click", () => choose(usualTotal, true));

// -- order ---------------------------------------------------------------------------------------

/**
 * @param {PagePhase[]} next
 * @param {string} said
 */
function reorder(next, said) {
  order = next;
  showOrder(order);
  const isUsual = order.every((phase, index) => phase === phases[index]);
  keep({ order: isUsual ? "" : order.map(({ id }) => id).join(".") });
  if (orderMessage) orderMessage.textContent = said;
}

for (const button of all(tools, "[data-move]")) {
  button.addEventListener("click", () => {
    const id = button.closest("[data-phase]")?.getAttribute("data-phase") ?? "";
    const step = Number(button.dataset.move);
    const next = moved(order, id, step);
    const need = needOf(order, id, step);
    if (need && orderMessage) {
      orderMessage.textContent = say("order-needs", { phase: need.second.title, needed: need.first.title });
    }
    if (!next) return;
    const at = next.findIndex((phase) => phase.id === id);
    reorder(next, say("order-moved", { phase: next[at].title, number: at + 1, count: next.length }));
    button.focus();
  });
}
maybe(tools, "button[data-order=usual]")?.addEventListener("click", () => reorder(phases, say("order-usual")));

// -- for whom ------------------------------------------------------------------------------------

/** @param {string} view */
function showFor(view) {
  document.documentElement.classList.toggle("client-view", view === "client");
  for (const radio of views) radio.checked = radio.value === view;
}

for (const radio of views) {
  radio.addEventListener("change", () => {
    showFor(radio.value);
    keep({ view: radio.value === "client" ? "client" : "" });
  });
}
for (const link of all(document, ".toc a", HTMLAnchorElement)) {
  if (document.getElementById(link.hash.slice(1))?.classList.contains("for-coach")) link.parentElement?.classList.add("for-coach");
}

// -- what the address says -----------------------------------------------------------------------

// Nobody types an address: what it says has one form.
const minutes = /^[1-9]\d{0,4}$/.test(wanted("minutes")) ? asMinutes(wanted("minutes")) : null;
// Browsers may bring back a choice of an earlier visit; the address counts.
showFor(wanted("view") === "client" ? "client" : "coach");
order = arrange(phases, wanted("order").split("."));
showOrder(order);
if (minutes) {
  number.value = String(minutes);
  fitTo(minutes);
}

offerRun(phases, () =>
  planned().flatMap(({ id, minutes }) => (minutes === null ? [] : [{ id, minutes }])),
);
