// A session guide: fits it to a time and an order, shows it for the coach or for all, and runs it.
// What is chosen stands in the address, so that it can be kept, sent and shown in another language.
import { keep, wanted } from "./core/address.js";
import { whenUsed } from "./core/all-questions.js";
import { all, byId, maybe, one } from "./core/element.js";
import { awaited } from "./core/ready.js";
import { say } from "./core/words.js";
import { Length } from "./session/length.js";
import { phases, showOrder } from "./session/outline.js";
import { arrange, moved, needOf } from "./session/plan.js";
import { offerRun, replanned } from "./session/run.js";

/** @import { PagePhase } from "./session/outline.js" */

const tools = one(document, ".session-tools");
const orderMessage = maybe(tools, "[data-order=message]");
const views = all(tools, "[name=view]", HTMLInputElement);

let order = phases;
const length = new Length(phases, () => order, () => replanned());

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

// Browsers may bring back a choice of an earlier visit; the address counts.
showFor(wanted("view") === "client" ? "client" : "coach");
order = arrange(phases, wanted("order").split("."));
showOrder(order);
length.start(wanted("minutes"));
offerRun(phases, () =>
  length.planned.flatMap(({ id, minutes }) => (minutes === null ? [] : [{ id, minutes }])),
);
// The questions of all banks lie over run mode; its clock goes on.
const asking = byId("tk_ask-dialog", HTMLDialogElement);
const showQuestions = whenUsed(asking, async (panel) => (await import("./all-questions.js")).showAllQuestions(panel));
one(document, "[data-run=questions]").addEventListener("click", () => {
  asking.showModal();
  one(asking, "input").focus();
  showQuestions().catch(() => {});
});
// The page does not wait for the bar, but a session may begin once the network has gone.
awaited(import("./running/bar.js").then((bar) => bar.prepare()));
