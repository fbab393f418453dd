// One item of a checklist: its controls, what they show, and what becomes of it when they are used.
import { all, one, told } from "../core/element.js";
import { say } from "../core/words.js";
import { LEVELS } from "./record.js";

/**
 * @import { Mark } from "./record.js"
 * @typedef {ReturnType<typeof itemOf>} Item
 */

/** @param {HTMLElement} element */
export function itemOf(element) {
  return {
    element,
    key: told(element, "item"),
    tick: one(element, "input[type='checkbox']", HTMLInputElement),
    note: one(element, "textarea", HTMLTextAreaElement),
    levels: all(element, "input[type='radio']", HTMLInputElement),
    edit: one(element, ".item-edit"),
    panel: one(element, ".item-panel"),
  };
}

/** @param {Item} item */
export function levelOf({ levels }) {
  return levels.find((level) => level.checked)?.value ?? "";
}

/**
 * @param {Item} item
 * @param {Mark} mark
 */
export function showMark({ tick, note, levels }, mark) {
  tick.checked = mark.done;
  // An equal value is not put again: it would move the caret of whoever is writing.
  if (note.value !== mark.note) note.value = mark.note;
  for (const level of levels) level.checked = level.value === mark.level;
}

/** @param {Item} item */
export function drawItem(item) {
  const { element, tick, note } = item;
  const level = levelOf(item);
  const tag = one(element, ".item-level");
  tag.textContent = LEVELS.includes(level) ? say(`list-level-${level}`) : "";
  tag.hidden = !level;
  tag.dataset.level = level;
  one(element, ".item-done").hidden = !tick.checked;
  one(element, ".item-note").textContent = note.value;
  element.classList.toggle("is-done", tick.checked);
}

/**
 * Calls `changed` with what the reader has changed of an item's mark.
 * @param {Item} item
 * @param {(changes: Partial<Mark>) => void} changed
 */
export function onMark({ element, tick, note, levels, edit, panel }, changed) {
  tick.addEventListener("change", () => changed({ done: tick.checked }));
  note.addEventListener("input", () => changed({ note: note.value }));
  for (const level of levels) level.addEventListener("change", () => changed({ level: level.value }));
  edit.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    edit.setAttribute("aria-expanded", String(!panel.hidden));
    element.classList.toggle("is-open", !panel.hidden);
    if (!panel.hidden) note.focus();
  });
}
