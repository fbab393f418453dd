// Checklists: ticks, notes and priorities that stay on this device, progress, and ways to look at the list.
import { drawItem, itemOf, levelOf, onMark, showMark } from "./checklist/item.js";
import { Kept } from "./checklist/record.js";
import { View } from "./checklist/view.js";
import { pointedAt } from "./core/address.js";
import { answerOf } from "./core/dialog.js";
import { all, byId, one, put, told } from "./core/element.js";
import { awaited } from "./core/ready.js";
import { why } from "./core/store.js";
import { say } from "./core/words.js";

/**
 * @import { Item } from "./checklist/item.js"
 * @import { Mark } from "./checklist/record.js"
 */

const bar = byId("tk_list-state");
const kept = new Kept(told(bar, "checklist"));
const view = new View(draw);
const saved = byId("tk_list-saved");
const message = byId("tk_list-message");
const clearButton = byId("tk_list-clear", HTMLButtonElement);
const items = all(document, "[data-item]").map(itemOf);

// -- what is shown ---------------------------------------------------------------------------------

/** @param {Item[]} own */
function doneOf(own) {
  return own.filter((item) => item.tick.checked).length;
}

function draw() {
  items.forEach(drawItem);
  const done = doneOf(items);
  byId("tk_list-progress").textContent = say("list-progress", { done, total: items.length });
  one(bar, "progress", HTMLProgressElement).value = done;
  for (const progress of all(document, "[data-progress]")) {
    const own = items.filter((item) => item.element.parentElement?.dataset.group === progress.dataset.progress);
    progress.textContent = say("list-progress", { done: doneOf(own), total: own.length });
  }
  clearButton.disabled = items.every((item) => !item.tick.checked && !item.note.value && !levelOf(item));
  view.apply();
}

// -- what is kept ----------------------------------------------------------------------------------

/** @param {string} word */
function tell(word, isWrong = false) {
  put(saved, say(word));
  bar.classList.toggle("wrong", isWrong);
}

/** @param {unknown} error */
function fail(error) {
  tell(`list-${why(error)}`, true);
}

let writing = 0;
let isStale = false;

/**
 * @param {Item} item
 * @param {Partial<Mark>} changes
 */
async function write(item, changes) {
  message.textContent = "";
  writing += 1;
  try {
    await kept.write(item.key, changes);
    tell("list-saved");
  } catch (error) {
    fail(error);
  }
  writing -= 1;
  if (!writing && isStale) await show();
}

async function show() {
  // What is being written here is newer than what would be read.
  isStale = writing > 0;
  if (isStale) return;
  try {
    const read = await kept.read();
    for (const item of items) showMark(item, read(item.key));
    if (!clearButton.disabled || items.some((item) => item.tick.checked)) tell("list-saved");
  } catch (error) {
    fail(error);
  }
  draw();
}

async function clear() {
  if ((await answerOf(byId("tk_list-confirm", HTMLDialogElement))) !== "clear") return;
  try {
    await kept.clear();
    for (const item of items) showMark(item, { done: false, note: "", level: "" });
    tell("list-stays");
    message.textContent = say("list-cleared");
    draw();
    // The button that opened the dialog can do nothing now.
    byId("tk_list-open").focus();
  } catch (error) {
    fail(error);
  }
}

// -- what can be done ------------------------------------------------------------------------------

for (const item of items) {
  onMark(item, (changes) => {
    if (changes.done !== undefined) view.keep(item.element);
    draw();
    write(item, changes);
  });
}
for (const form of all(document, ".checklist-form")) {
  form.addEventListener("submit", (event) => event.preventDefault());
}
byId("tk_list-print").addEventListener("click", () => print());
clearButton.addEventListener("click", clear);
kept.onChange(show);
addEventListener("hashchange", () => {
  draw();
  // The browser looked for it before it was there.
  items.find(({ element }) => element.id === pointedAt())?.element.scrollIntoView();
});
awaited(show());
