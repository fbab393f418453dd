// Choices can be taken back, and words in "Other:" choose it.

export function letUnchoose(form) {
  let before = null;
  const changed = (control) => control.dispatchEvent(new Event("input", { bubbles: true }));
  const unchoose = (control) => {
    control.checked = false;
    changed(control);
  };
  // A click on a chosen radio button, or Delete or Backspace on it, takes the choice back.
  form.addEventListener("pointerdown", (event) => {
    const control = event.target.closest("label")?.querySelector("input[type=radio]") ?? event.target;
    before = control.type === "radio" && control.checked ? control : null;
  });
  form.addEventListener("click", (event) => {
    if (event.target !== before) return;
    before = null;
    unchoose(event.target);
  });
  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (target.type === "radio" && target.checked && (key === "Delete" || key === "Backspace")) {
      event.preventDefault();
      unchoose(target);
    }
  });
  form.addEventListener("input", ({ target }) => {
    if (!target.matches?.(".other-text") || !target.value) return;
    const other = target.closest(".other").querySelector("input");
    if (!other.checked) {
      other.checked = true;
      changed(other);
    }
  });
}
