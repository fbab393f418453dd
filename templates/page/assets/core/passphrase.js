// The dialog that asks for a passphrase: twice for a new file, once for one to open.
import { all, byId, one } from "./element.js";
import { Refused } from "./untrusted.js";
import { say } from "./words.js";

const dialog = byId("tk_passphrase", HTMLDialogElement);
const form = one(dialog, "form", HTMLFormElement);
const [first, second] = all(form, "input[type=password]", HTMLInputElement);
const shown = one(form, "input[type=checkbox]", HTMLInputElement);
const fault = one(form, ".message");
const submit = one(form, "button:not([type])", HTMLButtonElement);
const MIN = 8;

/** @param {string} word */
function refuse(word) {
  fault.textContent = say(word);
  first.focus();
}

/** @param {boolean} isNew */
function checked(isNew) {
  // The same words typed on another keyboard must be the same bytes.
  const secret = first.value.normalize("NFC");
  if (isNew && secret.length < MIN) refuse("passphrase-short");
  else if (isNew && secret !== second.value.normalize("NFC")) refuse("passphrase-differs");
  else if (!secret) refuse("passphrase-empty");
  else return secret;
  return "";
}

/** @param {boolean} isNew */
function show(isNew) {
  for (const part of all(dialog, "[data-for]")) part.hidden = part.dataset.for !== (isNew ? "new" : "old");
  second.disabled = !isNew;
  form.reset();
  first.type = "password";
  second.type = "password";
  fault.textContent = "";
  dialog.showModal();
}

/**
 * Calls `work` with the passphrase until it is not refused as the wrong one. Resolves to what `work` returned;
 * undefined where the reader turned away.
 * @template T
 * @param {boolean} isNew
 * @param {(secret: string) => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export function withPassphrase(isNew, work) {
  show(isNew);
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const finish = (/** @type {() => void} */ settle) => {
      if (ended.signal.aborted) return;
      ended.abort();
      form.reset();
      dialog.close();
      settle();
    };
    async function tryIt(/** @type {Event} */ event) {
      event.preventDefault();
      const secret = checked(isNew);
      if (!secret || submit.disabled) return;
      fault.textContent = say("passphrase-working");
      submit.disabled = true;
      try {
        const made = await work(secret);
        finish(() => resolve(made));
      } catch (error) {
        if (error instanceof Refused && error.word === "passphrase-wrong") refuse(error.word);
        else finish(() => reject(error));
      } finally {
        submit.disabled = false;
      }
    }
    const { signal } = ended;
    form.addEventListener("submit", tryIt, { signal });
    dialog.addEventListener("close", () => finish(() => resolve(undefined)), { signal });
  });
}

shown.addEventListener("change", () => {
  first.type = shown.checked ? "text" : "password";
  second.type = first.type;
});
one(form, "button[type=button]").addEventListener("click", () => dialog.close());
