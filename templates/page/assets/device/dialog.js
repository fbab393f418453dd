// What is stored on this device, and how to be rid of it.
import { all, byId, maybe, one, told } from "../core/element.js";
import { forget as forgetPages } from "../core/publication.js";
import { countsOf } from "../core/records.js";
import { clear, list, onChange } from "../core/store.js";
import { forget } from "../core/tab.js";
import { say } from "../core/words.js";

const dialog = byId("tk_device", HTMLDialogElement);
const offer = byId("tk_device-offer");
const start = byId("tk_device-clear", HTMLButtonElement);
const sure = byId("tk_device-sure");
const [confirm, cancel] = all(sure, "button");
const message = byId("tk_device-said");

/** @param {string} word */
function tell(word) {
  message.textContent = word && say(word);
}

// A page of a site that is not kept has no place for it.
const keptPages = maybe(dialog, ".offline") && import("./kept-pages.js");

async function refresh() {
  (await keptPages)?.showKept();
  /** @type {Record<string, number>} */
  let counts = {};
  try {
    counts = countsOf(await list("copies"), await list("marks"));
  } catch {
    tell("device-blocked");
  }
  for (const place of all(dialog, "[data-count]")) {
    place.textContent = String(counts[told(place, "count")] ?? "–");
  }
  for (const row of all(dialog, "[data-if-any]")) row.hidden = !counts[told(one(row, "[data-count]"), "count")];
  start.disabled = !Object.values(counts).some(Boolean);
}

/** @param {boolean} isAsking */
function askFirst(isAsking) {
  sure.hidden = !isAsking;
  offer.hidden = isAsking;
  (isAsking ? cancel : start).focus();
}

async function clearAll() {
  try {
    await clear();
    forget();
    await forgetPages(all(document, ".languages a[hreflang]", HTMLAnchorElement).map(({ hreflang }) => hreflang));
    tell("device-cleared");
  } catch {
    tell("device-not-cleared");
  }
  sure.hidden = true;
  offer.hidden = false;
  await refresh();
  one(dialog, "form button").focus();
}

start.addEventListener("click", () => askFirst(true));
cancel.addEventListener("click", () => askFirst(false));
confirm.addEventListener("click", clearAll);
onChange(() => {
  if (dialog.open) refresh();
});

export async function showDevice() {
  tell("");
  (await keptPages)?.quiet();
  sure.hidden = true;
  offer.hidden = false;
  await refresh();
  dialog.showModal();
  // Not on the first button: that may be the one to clear all.
  one(dialog, "h2").focus();
}
