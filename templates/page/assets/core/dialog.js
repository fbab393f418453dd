// A question with a few answers, in the page's own dialog.
import { make } from "./element.js";

const dialog = document.getElementById("tk_sheet-ask");

function button([value, label, isMain]) {
  const made = make("button", isMain ? "button" : "button quiet", label);
  made.value = value;
  return made;
}

// `answers` are [value, label, is it the main one]. Resolves to the value chosen; "" where the reader turned away.
export function ask(text, answers) {
  dialog.querySelector("p").textContent = text;
  dialog.querySelector("form").replaceChildren(...answers.map(button));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}
