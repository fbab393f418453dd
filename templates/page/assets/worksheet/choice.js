// Choices can be taken back, and words in "Other:" choose it.

import { around, maybe, one } from "../core/element.js";

/**
 * @param {HTMLInputElement} control
 * @param {boolean} isChosen
 */
function choose(control, isChosen) {
  control.checked = isChosen;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {HTMLFormElement} form */
export function letUnchoose(form) {
  /** @type {HTMLInputElement | null} */
  let before = null;
  // A click on a chosen radio button, or Delete or Backspace on it, takes the choice back.
  form.addEventListener("pointerdown", (event) => {
    const label = around(event, "label");
    const control = label ? maybe(label, "input[type=radio]", HTMLInputElement) : around(event, "input[type=radio]", HTMLInputElement);
    before = control?.checked ? control : null;
  });
  form.addEventListener("click", (event) => {
    if (!before || event.target !== before) return;
    choose(before, false);
    before = null;
  });
  form.addEventListener("keydown", (event) => {
    const control = around(event, "input[type=radio]", HTMLInputElement);
    if (control?.checked && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      choose(control, false);
    }
  });
  form.addEventListener("input", (event) => {
    const text = around(event, ".other-text", HTMLInputElement);
    const place = text?.closest(".other");
    if (!text?.value || !place) return;
    const other = one(place, "input", HTMLInputElement);
    if (!other.checked) choose(other, true);
  });
}
