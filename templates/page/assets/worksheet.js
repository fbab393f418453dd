// A worksheet page: wires the parts together. Each part is a module with one job.
import { wanted } from "./core/address.js";
import { ask } from "./core/dialog.js";
import { onFile } from "./core/download.js";
import { all, byId, make, one, told } from "./core/element.js";
import { why } from "./core/store.js";
import { Refused } from "./core/untrusted.js";
import { join, say } from "./core/words.js";
import * as also from "./worksheet/also.js";
import { nameOf, tidy, unreadable } from "./worksheet/answers.js";
import { letUnchoose } from "./worksheet/choice.js";
import { compute } from "./worksheet/compute.js";
import { Copies } from "./worksheet/copies.js";
import { Desk } from "./worksheet/desk.js";
import { read, savePlain, saveSealed } from "./worksheet/exchange.js";
import { markNumbers, showAsRead } from "./worksheet/number-fields.js";
import { paper } from "./worksheet/paper.js";
import { showState } from "./worksheet/state.js";
import { offerValues } from "./worksheet/values.js";
import { draw } from "./worksheet/wheel.js";

const form = one(document, "form.sheet", HTMLFormElement);
const message = byId("tk_sheet-message");
const undo = byId("tk_sheet-undo");
const file = byId("tk_sheet-file", HTMLInputElement);
const choice = byId("tk_sheet-also", HTMLSelectElement);
const unplaced = byId("tk_sheet-unplaced");
const printed = paper(form);

// What was saved to a file last, as text to compare with.
let inFile = "";
/** @type {(() => void) | null} */
let takeBack = null;

/**
 * @param {string} text
 * @param {{wrong?: boolean, undone?: (() => void) | null}} [how]
 */
function tell(text, { wrong = false, undone = null } = {}) {
  message.textContent = text;
  message.classList.toggle("wrong", wrong);
  takeBack = undone;
  undo.hidden = !undone;
}

function refresh() {
  markNumbers(form);
  compute(form);
  draw(form);
  printed.refresh();
}

function isInFile() {
  return inFile === JSON.stringify(desk.content) && !unreadable(form);
}

function showUnplaced() {
  const found = Object.entries(desk.unplaced);
  unplaced.hidden = !found.length;
  const parts = found.flatMap(([name, value]) => [
    make("dt", "", name),
    make("dd", "", value === true ? "✓" : String(value)),
  ]);
  one(unplaced, "dl").replaceChildren(...parts);
}

/**
 * The copy whose neighbours were counted last; null before any count.
 * @type {string | null | undefined}
 */
let known = null;
/** @param {string} [news] */
function changed(news) {
  showState(desk, form, isInFile());
  copies.show();
  values.show();
  showUnplaced();
  if (news) tell(say(news));
  // A copy more or less on this device.
  if (known !== desk.record?.id) copies.refreshCount();
  known = desk.record?.id;
}

const desk = new Desk(form, refresh, changed);
const copies = new Copies(desk, {
  async open(record) {
    copies.close();
    if (!(await mayLeave())) return;
    desk.load(record);
    tell("");
  },
  removed(id) {
    if (id === desk.id) desk.clear();
  },
  failed: (error) => tell(say(`state-${why(error)}`), { wrong: true }),
});
const values = offerValues(desk, form);

// Whether nothing is lost when something else comes on the sheet, or the reader agrees to it.
async function mayLeave() {
  await desk.save();
  if (!desk.isUnsaved || isInFile()) return true;
  const answer = await ask(say("leave-unsaved"), [
    ["", say("ask-cancel"), true],
    ["leave", say("ask-leave"), false],
  ]);
  return answer === "leave";
}

function isFitForFile() {
  const wrong = unreadable(form);
  if (wrong) {
    tell(say("unreadable-control", { name: nameOf(wrong) }), { wrong: true });
    wrong.focus();
    wrong.reportValidity();
  } else if (desk.isBlank) tell(say("nothing"), { wrong: true });
  return !wrong && !desk.isBlank;
}

// What the sheet has no place for is not part of a file: it could not be opened again.
function forFile() {
  const { answers, ...rest } = desk.content;
  const kept = Object.entries(answers).filter(([name]) => !Object.hasOwn(desk.unplaced, name));
  return { ...rest, answers: Object.fromEntries(kept) };
}

/**
 * @param {{name: string, isWhole: boolean}} made
 * @param {string} word
 */
function saved(made, word) {
  inFile = JSON.stringify(desk.content);
  changed();
  const left = Object.keys(desk.unplaced).length ? [say("unplaced-not-in-file")] : [];
  const said = join(" ", [say(word, { file: made.name }), ...left]);
  tell(made.isWhole ? said : say("too-large-to-open", { file: made.name }), { wrong: !made.isWhole || left.length > 0 });
}

function save() {
  if (isFitForFile()) saved(savePlain(form, forFile()), "downloaded");
}

async function lock() {
  if (!isFitForFile()) return;
  try {
    const made = await saveSealed(form, forFile());
    if (made) saved(made, "downloaded-sealed");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(say(error.word), { wrong: true });
  }
}

// Where a file goes: "new", "replace", or "" for nowhere.
async function whereTo() {
  if (!desk.record && desk.isBlank) return "new";
  await desk.save();
  if (desk.isUnsaved && !isInFile()) {
    return ask(say("replace-unsaved"), [
      ["new", say("ask-open"), false],
      ["", say("ask-cancel"), true],
    ]);
  }
  return ask(say("replace"), [
    ["new", say("ask-new-copy"), true],
    ["replace", say("ask-replace"), false],
    ["", say("ask-cancel"), false],
  ]);
}

/** @param {File} chosen */
async function open(chosen) {
  try {
    const found = await read(chosen, form);
    const where = found && (await whereTo());
    if (!where) return;
    const before = desk.content;
    const isNew = where === "new";
    desk.put(found, isNew);
    inFile = JSON.stringify(desk.content);
    changed();
    const { version } = form.dataset;
    const word = found.version === version ? "opened" : "opened-version";
    const undone = isNew ? null : () => desk.put(before, false);
    tell(say(word, { saved: found.version, version }), { undone });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(join(" ", [say("refused"), say(error.word, { name: error.detail })]), { wrong: true });
  }
}

async function startCopy() {
  if (!(await mayLeave())) return;
  desk.clear();
  tell(say("copy-started"));
  byId("tk_copy-nickname").focus();
}

async function showOther() {
  const mine = desk.content;
  await desk.showStored();
  tell(say("other-shown"), { undone: () => desk.put(mine, true) });
  undo.focus();
}

function keepMine() {
  desk.keepAsNew(desk.nickname && tidy(say("copy-again", { name: desk.nickname })));
  tell(say("mine-kept"));
}

async function showAlso() {
  const option = choice.selectedOptions[0];
  try {
    await also.show(option.value, told(option, "page"));
    tell("");
  } catch {
    choice.value = "";
    also.hide();
    tell(say("also-failed"), { wrong: true });
  }
}

/** @type {Record<string, () => void>} */
const tasks = {
  print: () => print(),
  save,
  lock,
  open: () => file.click(),
  "new-copy": startCopy,
  "show-other": showOther,
  "keep-mine": keepMine,
  "store-again": () => desk.keepAsNew(),
};
for (const button of all(document, "[data-do]")) {
  button.addEventListener("click", tasks[told(button, "do")]);
}
undo.addEventListener("click", () => {
  takeBack?.();
  tell(say("undone"));
  message.focus();
});
onFile(file, open);
choice.addEventListener("change", showAlso);
form.addEventListener("input", () => {
  refresh();
  desk.save();
  // What was typed since must not be taken back as well.
  if (takeBack) tell("");
});
// A half-typed date tells nobody that it has changed.
form.addEventListener("keyup", () => showState(desk, form, isInFile()));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", refresh);
addEventListener("pagehide", () => desk.save());
document.addEventListener("visibilitychange", () => {
  // On coming back, another tab may have been at work while this one slept.
  desk.save().then(() => desk.check());
});
letUnchoose(form);
showAsRead(form);

refresh();
desk.start().then(() => {
  changed();
  form.dataset.ready = "";
});

const second = wanted("with");
if (second && [...choice.options].some((option) => option.value === second)) {
  choice.value = second;
  showAlso();
}
