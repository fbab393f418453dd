// What is stored on this device, and how to be rid of it.
import { countsOf } from "../core/records.js";
import { clear, list, onChange } from "../core/store.js";
import { forget } from "../core/tab.js";
import { say } from "../core/words.js";

const dialog = document.getElementById("tk_device");
const offer = document.getElementById("tk_device-offer");
const start = document.getElementById("tk_device-clear");
const sure = document.getElementById("tk_device-sure");
const [confirm, cancel] = sure.querySelectorAll("button");
const message = dialog.querySelector(".message");

function tell(word) {
  message.textContent = word && say(word);
}

async function refresh() {
  let counts = {};
  try {
    counts = countsOf(await list("copies"), await list("marks"));
  } catch {
    tell("device-blocked");
  }
  for (const place of dialog.querySelectorAll("[data-count]")) {
    place.textContent = counts[place.dataset.count] ?? "–";
  }
  dialog.querySelector("[data-other]").hidden = !counts.other;
  start.disabled = !Object.values(counts).some(Boolean);
}

function askFirst(isAsking) {
  sure.hidden = !isAsking;
  offer.hidden = isAsking;
  (isAsking ? cancel : start).focus();
}

async function clearAll() {
  try {
    await clear();
    forget();
    tell("device-cleared");
  } catch {
    tell("device-not-cleared");
  }
  sure.hidden = true;
  offer.hidden = false;
  await refresh();
  dialog.querySelector("form button").focus();
}

start.addEventListener("click", () => askFirst(true));
cancel.addEventListener("click", () => askFirst(false));
confirm.addEventListener("click", clearAll);
onChange(() => {
  if (dialog.open) refresh();
});

export async function showDevice() {
  tell("");
  sure.hidden = true;
  offer.hidden = false;
  await refresh();
  dialog.showModal();
}
