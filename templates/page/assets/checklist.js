// Checklists: ticks, notes and priorities that stay on this device, progress, and ways to look at the list.
import { Kept, LEVELS } from "./checklist/record.js";
import { View } from "./checklist/view.js";
import { why } from "./core/store.js";
import { put, say } from "./core/words.js";

const bar = document.getElementById("tk_list-state");
const kept = new Kept(bar.dataset.checklist);
const view = new View(draw);
const saved = document.getElementById("tk_list-saved");
const message = document.getElementById("tk_list-message");
const clearButton = document.getElementById("tk_list-clear");

const items = [...document.querySelectorAll("[data-item]")].map((element) => ({
  element,
  key: element.dataset.item,
  tick: element.querySelector("input[type='checkbox']"),
  note: element.querySelector("textarea"),
  levels: [...element.querySelectorAll("input[type='radio']")],
  edit: element.querySelector(".item-edit"),
  panel: element.querySelector(".item-panel"),
}));

function levelOf(item) {
  return item.levels.find((level) => level.checked).value;
}

// -- what is shown ---------------------------------------------------------------------------------

function showMark(item, mark) {
  item.tick.checked = mark.done;
  // An equal value is not put again: it would move the caret of whoever is writing.
  if (item.note.value !== mark.note) item.note.value = mark.note;
  for (const level of item.levels) level.checked = level.value === mark.level;
}

function drawItem(item) {
  const level = levelOf(item);
  const tag = item.element.querySelector(".item-level");
  tag.textContent = LEVELS.includes(level) ? say(`list-level-${level}`) : "";
  tag.hidden = !level;
  tag.dataset.level = level;
  item.element.querySelector(".item-done").hidden = !item.tick.checked;
  item.element.querySelector(".item-note").textContent = item.note.value;
  item.element.classList.toggle("is-done", item.tick.checked);
}

function draw() {
  items.forEach(drawItem);
  const done = items.filter((item) => item.tick.checked).length;
  document.getElementById("tk_list-progress").textContent = say("list-progress", { done, total: items.length });
  bar.querySelector("progress").value = done;
  for (const progress of document.querySelectorAll("[data-progress]")) {
    const own = items.filter((item) => item.element.parentElement.dataset.group === progress.dataset.progress);
    progress.textContent = say("list-progress", {
      done: own.filter((item) => item.tick.checked).length,
      total: own.length,
    });
  }
  clearButton.disabled = items.every((item) => !item.tick.checked && !item.note.value && !levelOf(item));
  view.apply();
}

// -- what is kept ----------------------------------------------------------------------------------

function tell(word, isWrong = false) {
  put(saved, say(word));
  bar.classList.toggle("wrong", isWrong);
}

function fail(error) {
  tell(`list-${why(error)}`, true);
}

let writing = 0;
let isStale = false;

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

// -- what can be done ------------------------------------------------------------------------------

for (const item of items) {
  item.tick.addEventListener("change", () => {
    view.keep(item.element);
    draw();
    write(item, { done: item.tick.checked });
  });
  item.note.addEventListener("input", () => {
    draw();
    write(item, { note: item.note.value });
  });
  for (const level of item.levels) {
    level.addEventListener("change", () => {
      draw();
      write(item, { level: levelOf(item) });
    });
  }
  item.edit.addEventListener("click", () => {
    item.panel.hidden = !item.panel.hidden;
    item.edit.setAttribute("aria-expanded", String(!item.panel.hidden));
    item.element.classList.toggle("is-open", !item.panel.hidden);
    if (!item.panel.hidden) item.note.focus();
  });
}

for (const form of document.querySelectorAll(".checklist-form")) {
  form.addEventListener("submit", (event) => event.preventDefault());
}

document.getElementById("tk_list-print").addEventListener("click", () => window.print());

const confirmation = document.getElementById("tk_list-confirm");
clearButton.addEventListener("click", () => {
  confirmation.returnValue = "";
  confirmation.showModal();
});
confirmation.addEventListener("close", async () => {
  if (confirmation.returnValue !== "clear") return;
  try {
    await kept.clear();
    for (const item of items) showMark(item, { done: false, note: "", level: "" });
    tell("list-stays");
    message.textContent = say("list-cleared");
    draw();
    // The button that opened the dialog can do nothing now.
    document.getElementById("tk_list-open").focus();
  } catch (error) {
    fail(error);
  }
});

kept.onChange(show);
show();
