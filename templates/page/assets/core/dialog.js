// Questions in dialogs of the page's own: the browser's cannot be read in the page's language, and stop all else.
import { byId, make, one } from "./element.js";

/**
 * Opens a dialog. Resolves to the value of the button that closed it; "" where the reader turned away.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>}
 */
export function answerOf(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

/**
 * Asks in the page's one dialog for questions; resolves as `answerOf` does.
 * @param {string} text
 * @param {[value: string, label: string, isMain: boolean][]} answers
 */
export function ask(text, answers) {
  const dialog = byId("tk_sheet-ask", HTMLDialogElement);
  one(dialog, "p").textContent = text;
  const buttons = answers.map(([value, label, isMain]) => {
    const made = make("button", isMain ? "button" : "button quiet", label);
    made.value = value;
    return made;
  });
  one(dialog, "form").replaceChildren(...buttons);
  return answerOf(dialog);
}
