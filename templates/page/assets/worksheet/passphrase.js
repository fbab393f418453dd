// The dialog that asks for a passphrase: twice for a new file, once for one to open.
import { say } from "../core/words.js";

const dialog = document.getElementById("tk_passphrase");
const form = dialog.querySelector("form");
const [first, second] = form.querySelectorAll("input[type=password]");
const shown = form.querySelector("input[type=checkbox]");
const fault = form.querySelector(".message");
const submit = form.querySelector("button:not([type])");
const MIN = 8;

function refuse(word) {
  fault.textContent = say(word);
  first.focus();
}

function checked(isNew) {
  // The same words typed on another keyboard must be the same bytes.
  const secret = first.value.normalize("NFC");
  if (isNew && secret.length < MIN) refuse("passphrase-short");
  else if (isNew && secret !== second.value.normalize("NFC")) refuse("passphrase-differs");
  else if (!secret) refuse("passphrase-empty");
  else return secret;
  return "";
}

// Calls `work` with the passphrase until it does not throw `isWrong` errors. Resolves to what `work` returned;
// undefined where the reader turned away.
export function withPassphrase({ isNew, work, isWrong }) {
  for (const part of dialog.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== (isNew ? "new" : "old");
  second.disabled = !isNew;
  form.reset();
  first.type = "password";
  second.type = "password";
  fault.textContent = "";
  dialog.showModal();
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const finish = (settle, value) => {
      if (ended.signal.aborted) return;
      ended.abort();
      form.reset();
      dialog.close();
      settle(value);
    };
    async function tryIt(event) {
      event.preventDefault();
      const secret = checked(isNew);
      if (!secret || submit.disabled) return;
      fault.textContent = say("passphrase-working");
      submit.disabled = true;
      try {
        finish(resolve, await work(secret));
      } catch (error) {
        if (isWrong?.(error)) refuse(error.word);
        else finish(reject, error);
      } finally {
        submit.disabled = false;
      }
    }
    const { signal } = ended;
    form.addEventListener("submit", tryIt, { signal });
    dialog.addEventListener("close", () => finish(resolve, undefined), { signal });
  });
}

shown.addEventListener("change", () => {
  first.type = shown.checked ? "text" : "password";
  second.type = first.type;
});
form.querySelector("button[type=button]").addEventListener("click", () => dialog.close());
