// Copies text; where the browser forbids it, the text is shown selected, to be copied by hand.
import { copyText } from "../core/clipboard.js";
import { all, one } from "../core/element.js";
import { say } from "../core/words.js";
import { hook } from "./hook.js";

/** @param {string} text */
function copy(text) {
  const dialog = hook("copy", HTMLDialogElement);
  return copyText(text, one(dialog, "textarea", HTMLTextAreaElement), () => dialog.showModal());
}

// What stood in a button before it said that something is copied.
/** @type {WeakMap<HTMLElement, ChildNode[]>} */
const before = new WeakMap();

/** Takes back what was said of a copy before. */
export function forgetCopied() {
  for (const other of all(document, "[data-copied]")) {
    one(other, "span").replaceChildren(...(before.get(other) ?? []));
    delete other.dataset.copied;
  }
  for (const name of ["said", "card-said"]) hook(name).textContent = "";
}

/**
 * Copies text and says so, on the button and aloud.
 * @param {HTMLElement} button
 * @param {string} text
 */
export async function copyFrom(button, text) {
  forgetCopied();
  if (!(await copy(text))) return;
  const word = one(button, "span");
  before.set(button, [...word.childNodes]);
  button.dataset.copied = "";
  word.textContent = say("bank-copied");
  // What lies behind an open dialog is not read out.
  hook(hook("card", HTMLDialogElement).open ? "card-said" : "said").textContent = say("bank-copied");
}
