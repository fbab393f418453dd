// A session guide: fits it to a time and an order, shows it for the coach or for all, and runs it.
// What is chosen stands in the address, so that it can be kept, sent and shown in another language.
import { keep, wanted } from "./core/address.js";
import { inMinutes } from "./core/durations.js";
import { phases, showMinutes, showOrder } from "./session/outline.js";
import { readNumber } from "./core/numbers.js";
import { arrange, fit, moved } from "./session/plan.js";
import { offerRun } from "./session/run.js";
import { put, say } from "./core/words.js";

const tools = document.querySelector(".session-tools");
const number = tools.querySelector("[data-fit=number]");
const fitMessage = tools.querySelector("[data-fit=message]");
const orderMessage = tools.querySelector("[data-order=message]");
const views = [...tools.querySelectorAll("[name=view]")];
const usualTotal = phases.reduce((total, { typical }) => total + typical, 0);

let plan = fit(phases, usualTotal);
let order = phases;

function asMinutes(text) {
  const minutes = Number(readNumber(text).value ?? "");
  return Number.isInteger(minutes) && minutes > 0 && minutes <= 10080 ? minutes : null;
}

// -- time ----------------------------------------------------------------------------------------

function named(change) {
  const found = order.map((phase) => plan.phases[phases.indexOf(phase)]).filter((phase) => phase.change === change);
  const names = found.map(({ id, minutes }) => {
    const { title } = phases.find((phase) => phase.id === id);
    return minutes === null ? title : `${title} (${inMinutes(minutes)})`;
  });
  return names.length ? new Intl.ListFormat(document.documentElement.lang).format(names) : "";
}

function toldOfFit(asked) {
  const { min: least, max: most } = tools.dataset;
  const isUsual = plan.phases.every(({ change }) => change === "usual");
  const said = [
    say(isUsual && plan.verdict === "fits" ? "fit-usual" : `fit-${plan.verdict}`, {
      wanted: inMinutes(asked),
      total: inMinutes(plan.total),
    }),
  ];
  if (plan.total < Number(least)) said.push(say("fit-tight", { least, most }));
  if (plan.total > Number(most)) said.push(say("fit-loose", { least, most }));
  for (const change of ["out", "shorter", "longer"]) {
    const names = named(change);
    if (names) said.push(say(`fit-${change}`, { phases: names }));
  }
  return said.join("\n");
}

function fitTo(asked) {
  plan = fit(phases, asked);
  showMinutes(plan.phases);
  for (const chip of tools.querySelectorAll("[data-minutes]")) {
    chip.setAttribute("aria-pressed", String(Number(chip.dataset.minutes) === asked));
  }
  put(fitMessage, toldOfFit(asked));
  fitMessage.classList.toggle("wrong", plan.verdict !== "fits");
}

function choose(minutes, isUsual = false) {
  clearTimeout(typing);
  number.removeAttribute("aria-invalid");
  if (asMinutes(number.value) !== minutes) number.value = minutes;
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
for (const chip of tools.querySelectorAll("[data-minutes]")) {
  chip.addEventListener("click", () => choose(Number(chip.dataset.minutes)));
}
tools.querySelector("[data-fit=usual]").addEventListener("click", () => choose(usualTotal, true));

// -- order ---------------------------------------------------------------------------------------

function reorder(next) {
  order = next;
  showOrder(order);
  const isUsual = order.every((phase, index) => phase === phases[index]);
  keep({ order: isUsual ? "" : order.map(({ id }) => id).join(".") });
}

for (const button of tools.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => {
    const { phase: id } = button.closest("[data-phase]").dataset;
    const next = moved(order, id, Number(button.dataset.move));
    if (!next) return;
    reorder(next);
    button.focus();
    const at = order.findIndex((phase) => phase.id === id);
    orderMessage.textContent = say("order-moved", {
      phase: order[at].title,
      number: at + 1,
      count: order.length,
    });
  });
}
tools.querySelector("button[data-order=usual]")?.addEventListener("click", () => {
  reorder(phases);
  orderMessage.textContent = say("order-usual");
});

// -- for whom ------------------------------------------------------------------------------------

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
for (const link of document.querySelectorAll(".toc a")) {
  const target = document.getElementById(link.hash.slice(1));
  if (target?.classList.contains("for-coach")) link.parentElement.classList.add("for-coach");
}

// -- what the address says -----------------------------------------------------------------------

// Nobody types an address: what it says has one form.
const minutes = /^[1-9]\d{0,4}$/.test(wanted("minutes")) ? asMinutes(wanted("minutes")) : null;
// Browsers may bring back a choice of an earlier visit; the address counts.
showFor(wanted("view") === "client" ? "client" : "coach");
order = arrange(phases, wanted("order").split("."));
showOrder(order);
if (minutes) {
  number.value = minutes;
  fitTo(minutes);
}

offerRun(phases, () =>
  order
    .map(({ id }) => plan.phases.find((phase) => phase.id === id))
    .filter(({ change }) => change !== "out")
    .map(({ id, minutes }) => ({ id, minutes })),
);
