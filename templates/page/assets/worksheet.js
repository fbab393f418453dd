// A worksheet page: wires the parts together. Each part is a module with one job.
import { collect, fill, read, Refused, state, unreadable } from "./answers.js";
import * as also from "./also.js";
import { letUnchoose } from "./choice.js";
import { compute } from "./compute.js";
import { write } from "./download.js";
import { paper } from "./paper.js";
import { say } from "./words.js";
import { draw } from "./wheel.js";

const form = document.querySelector("form.sheet");
const message = document.getElementById("sheet-message");
const stateLine = document.getElementById("sheet-state");
const file = document.getElementById("sheet-file");
const choice = document.getElementById("sheet-also");
const printed = paper(form);

// What is on the sheet when it is empty, and when it was last saved.
const empty = state(form);
let saved = empty;

function tell(text, wrong = false) {
  message.textContent = text;
  message.classList.toggle("wrong", wrong);
}

function isUnsaved() {
  const now = state(form);
  return now !== saved && now !== empty;
}

function keepFromLeaving(event) {
  event.preventDefault();
}

function showState() {
  const unsaved = isUnsaved();
  const word = unsaved ? "unsaved" : state(form) === empty ? "" : "saved";
  const text = word && say(word);
  // Said only when it changes: the line is read out.
  if (stateLine.textContent !== text) stateLine.textContent = text;
  stateLine.parentElement.dataset.state = word;
  stateLine.parentElement.querySelector("button").hidden = !unsaved;
  // Only while there is something to lose: a page that always listens cannot be kept by the back button.
  if (unsaved) addEventListener("beforeunload", keepFromLeaving);
  else removeEventListener("beforeunload", keepFromLeaving);
}

function refresh() {
  compute(form);
  draw(form);
  printed.refresh();
  showState();
}

function save() {
  const wrong = unreadable(form);
  if (wrong) {
    tell(say("unreadable-control", { name: wrong.ariaLabel ?? wrong.labels[0].innerText.trim() }), true);
    wrong.focus();
    wrong.reportValidity();
    return;
  }
  if (state(form) === empty) {
    tell(say("nothing"), true);
    return;
  }
  const name = write(form, collect(form));
  saved = state(form);
  showState();
  tell(say("downloaded", { file: name }));
}

async function open(chosen) {
  try {
    const found = await read(chosen, form);
    if (isUnsaved() && !confirm(say("replace"))) return;
    fill(form, found.answers);
    refresh();
    saved = state(form);
    showState();
    const version = form.dataset.version;
    tell(
      found.version === version ? say("opened") : say("opened-version", { saved: found.version, version }),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(`${say("refused")} ${say(error.word, { name: error.detail })}`, true);
  }
}

async function showAlso() {
  const option = choice.selectedOptions[0];
  try {
    await also.show(option.value, option.dataset.page);
    tell("");
  } catch {
    choice.value = "";
    also.hide();
    tell(say("also-failed"), true);
  }
}

const tasks = { print: () => print(), save, open: () => file.click() };
for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", tasks[button.dataset.do]);
}
file.addEventListener("change", async () => {
  if (file.files.length) await open(file.files[0]);
  // So that the same file can be opened again.
  file.value = "";
});
choice.addEventListener("change", showAlso);
form.addEventListener("input", refresh);
// A half-typed date tells nobody that it has changed.
form.addEventListener("keyup", showState);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", refresh);
letUnchoose(form);

refresh();

const wanted = new URLSearchParams(location.search).get("with");
if (wanted && [...choice.options].some((option) => option.value === wanted)) {
  choice.value = wanted;
  showAlso();
}
