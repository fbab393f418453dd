// A worksheet page: wires the parts together. Each part is a module with one job.
import { pointedAt, wanted } from "./core/address.js";
import { ask } from "./core/dialog.js";
import { onFile } from "./core/download.js";
import { all, byId, make, maybe, one, told } from "./core/element.js";
import * as store from "./core/store.js";
import * as tab from "./core/tab.js";
import { Refused } from "./core/untrusted.js";
import { join, say } from "./core/words.js";
import * as also from "./worksheet/also.js";
import { nameOf, tidy, unreadable } from "./worksheet/answers.js";
import { Changeover } from "./worksheet/changeover.js";
import { letUnchoose } from "./worksheet/choice.js";
import { compute } from "./worksheet/compute.js";
import { Copies } from "./worksheet/copies.js";
import { Desk } from "./worksheet/desk.js";
import { savePlain } from "./worksheet/exchange.js";
import { markNumbers, showAsRead } from "./worksheet/number-fields.js";
import { paper } from "./worksheet/paper.js";
import { sheetOf } from "./worksheet/sheet.js";
import { showState } from "./worksheet/state.js";
import { leaveUnread, showUnread } from "./worksheet/unread.js";
import { offerValues } from "./worksheet/values.js";
import { draw } from "./worksheet/wheel.js";

/**
 * @import { Question } from "./worksheet/changeover.js"
 * @import { Control } from "./worksheet/places.js"
 */

const form = one(document, "form.sheet", HTMLFormElement);
const message = byId("tk_sheet-message");
const undo = byId("tk_sheet-undo");
const file = byId("tk_sheet-file", HTMLInputElement);
const choice = byId("tk_sheet-also", HTMLSelectElement);
const unplaced = byId("tk_sheet-unplaced");

let holds = () => true;

/**
 * `isSo`: whether it is still so; what is no longer so is said no longer.
 * @param {string} text
 * @param {{wrong?: boolean, isSo?: () => boolean, isUndoable?: boolean}} [how]
 */
function tell(text, { wrong = false, isSo = () => true, isUndoable = false } = {}) {
  message.textContent = text;
  message.classList.toggle("wrong", wrong);
  holds = isSo;
  undo.hidden = !isUndoable;
}

function refresh() {
  markNumbers(form);
  compute(form);
  draw(form);
  paper(form);
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
  showState(desk, form, changeover.isInFile);
  copies.show();
  values.show();
  showUnplaced();
  leaveUnread(desk.id);
  if (news) tell(say(news));
  else if (!holds()) tell("");
  // A copy more or less on this device.
  if (known !== desk.record?.id) copies.refreshCount();
  known = desk.record?.id;
}

const desk = new Desk(sheetOf(form, refresh, redrawn), store, tab, changed);
const changeover = new Changeover(desk, question);
const copies = new Copies(desk, {
  async open(id) {
    copies.close();
    try {
      const came = await changeover.openCopy(id);
      if (came) tell(came === "gone" ? say("copy-gone") : "", { wrong: came === "gone" });
    } catch (error) {
      failed(error);
    }
  },
  remove: (id) => changeover.removeCopy(id),
  failed,
});
const values = offerValues(desk, form);

/** @param {Question} what */
function question(what) {
  /** @type {Record<Question, [value: string, word: string, isMain: boolean][]>} */
  const answers = {
    "leave-unsaved": [["", "ask-cancel", true], ["leave", "ask-leave", false]],
    "replace-unsaved": [["new", "ask-open", false], ["", "ask-cancel", true]],
    replace: [["new", "ask-new-copy", true], ["replace", "ask-replace", false], ["", "ask-cancel", false]],
  };
  return ask(say(what), answers[what].map(([value, word, isMain]) => [value, say(word), isMain]));
}

/** @param {unknown} error */
function failed(error) {
  tell(say(error instanceof Refused ? error.word : `state-${store.why(error)}`), { wrong: true });
}

function redrawn() {
  byId("tk_sheet-changed").hidden = !desk.content.changes;
  if (choice.value) showAlso();
}

function change() {
  const wrong = unreadable(form);
  if (wrong) tellUnreadable(wrong);
  else once(import("./worksheet/change-editor.js"), ({ openEditor }) => openEditor(desk));
}

/** @param {Control} wrong */
function tellUnreadable(wrong) {
  tell(say("unreadable-control", { name: nameOf(wrong) }), { wrong: true, isSo: () => unreadable(form) === wrong });
  wrong.focus();
  wrong.reportValidity();
}

function isFitForFile() {
  const wrong = unreadable(form);
  if (wrong) tellUnreadable(wrong);
  else if (desk.isBlank) tell(say("nothing"), { wrong: true, isSo: () => desk.isBlank });
  return !wrong && !desk.isBlank;
}

/** @param {string} text */
function tellUndoable(text) {
  const isUndoable = changeover.canUndo;
  tell(text, { isUndoable, isSo: () => changeover.canUndo === isUndoable });
}

/**
 * @param {{name: string, isWhole: boolean}} made
 * @param {string} word
 */
function saved(made, word) {
  changeover.filed();
  changed();
  const left = Object.keys(desk.unplaced).length ? [say("unplaced-not-in-file")] : [];
  const said = join(" ", [say(word, { file: made.name }), ...left]);
  tell(made.isWhole ? said : say("too-large-to-open", { file: made.name }), { wrong: !made.isWhole || left.length > 0 });
}

function save() {
  if (isFitForFile()) saved(savePlain(form, desk), "downloaded");
}

/**
 * Tells whom a part that comes when it is asked for does not reach.
 * @template T
 * @param {Promise<T>} coming
 * @param {(part: T) => unknown} run
 */
async function once(coming, run) {
  try {
    await run(await coming);
  } catch (error) {
    tell(say(error instanceof Refused ? error.word : "part-failed"), { wrong: true });
    if (!(error instanceof Refused)) throw error;
  }
}

function lock() {
  if (!isFitForFile()) return;
  once(import("./worksheet/locking.js"), async ({ saveSealed }) => {
    const made = await saveSealed(form, desk);
    if (made) saved(made, "downloaded-sealed");
  });
}

/** @param {File} chosen */
async function open(chosen) {
  try {
    const { read } = await import("./worksheet/reading.js");
    const found = await read(chosen, form);
    if (!found || !(await changeover.openFile(found))) return;
    changed();
    const { version } = form.dataset;
    const word = found.version === version ? "opened" : "opened-version";
    const left = showUnread(found.unread ?? [], desk.id);
    tellUndoable(join(" ", [say(word, { saved: found.version, version }), ...left]));
  } catch (error) {
    const why = error instanceof Refused ? [say(error.word, { name: error.detail })] : [];
    tell(join(" ", [say("refused"), ...why]), { wrong: true });
    if (!why.length) throw error;
  }
}

async function startCopy() {
  if (!(await changeover.startCopy())) return;
  tell(say("copy-started"));
  byId("tk_copy-nickname").focus();
}

async function showOther() {
  if (!(await changeover.showOther())) return;
  tellUndoable(say("other-shown"));
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
  change,
  save,
  lock,
  link: () => once(import("./worksheet/link.js"), ({ showLink }) => showLink(desk)),
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
  changeover.undo();
  tell(say("undone"));
  message.focus();
});
onFile(file, open);
choice.addEventListener("change", showAlso);
form.addEventListener("input", () => {
  refresh();
  desk.save();
});
// A half-typed date tells nobody that it has changed.
form.addEventListener("keyup", () => showState(desk, form, changeover.isInFile));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", refresh);
addEventListener("pagehide", () => desk.save());
document.addEventListener("visibilitychange", () => {
  const isBack = document.visibilityState === "visible";
  // Another tab may have been at work while this one slept. Nothing is read on leaving: where WebKit keeps the page for
  // the way back, that reading never ends, and no other page gets at the store.
  desk.save().then(() => (isBack ? desk.check() : undefined));
});
letUnchoose(form);
showAsRead(form);

refresh();
/** Opens what belongs here: for whoever came by a link for clients, what that link says. */
async function begin() {
  const guest = document.documentElement.classList.contains("for-client") && (await import("./worksheet/client.js"));
  const refused = guest ? await guest.arrive(desk) : await desk.start();
  changed();
  if (refused) tell(join(" ", [say("link-refused"), say(refused.word, { name: refused.detail })]), { wrong: true });
  // Where it does not come, the fields of the table do.
  if (maybe(form, "[data-wheel]", SVGSVGElement)) await import("./worksheet/wheel-tap.js").then(({ letTap }) => letTap(form), () => {});
  form.dataset.ready = "";
}
begin();
addEventListener("hashchange", () => {
  // The same page by another link for clients.
  if (pointedAt().startsWith("tk_client&")) location.reload();
});

const second = wanted("with");
if (second && [...choice.options].some((option) => option.value === second)) {
  choice.value = second;
  showAlso();
}
