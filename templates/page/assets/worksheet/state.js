// The corner that says whether what stands on the sheet is saved.
import { halfTyped, nameOf } from "./answers.js";
import { faultOf, isNumber } from "./number-fields.js";
import { all, byId, one, put, told } from "../core/element.js";
import { say } from "../core/words.js";

/**
 * @import { Desk } from "./desk.js"
 * @import { Control } from "./places.js"
 */

const corner = one(document, ".sheet-state");
const line = byId("tk_sheet-state");
const whose = byId("tk_sheet-whose");
const said = byId("tk_sheet-said");
/**
 * What can be done about each problem.
 * @type {Record<string, string[]>}
 */
const HELP = {
  "storage-full": ["save"],
  "storage-blocked": ["save"],
  conflict: ["keep-mine", "show-other"],
  gone: ["store-again", "save"],
};

/** @param {Event} event */
function keepFromLeaving(event) {
  event.preventDefault();
}

/**
 * @param {Desk} desk
 * @param {HTMLFormElement} form
 * @param {boolean} inFile
 */
function describe(desk, form, inFile) {
  const { problem, standing } = desk;
  if (problem && inFile) return ["saved", say("state-file")];
  if (problem) return ["unsaved", say(`state-${problem}`)];
  if (standing === "half") return ["unsaved", toldOfHalf(halfTyped(form)[0])];
  return [standing, standing && say(`state-${standing}`)];
}

/** @param {Control} half */
function toldOfHalf(half) {
  const name = nameOf(half);
  return isNumber(half) ? say("state-number", { name, fault: faultOf(half) }) : say("state-half", { name });
}

/**
 * `inFile`: all that stands there was saved to a file since it was changed last.
 * @param {Desk} desk
 * @param {HTMLFormElement} form
 * @param {boolean} inFile
 */
export function showState(desk, form, inFile) {
  const [kind, text] = describe(desk, form, inFile);
  corner.dataset.state = kind;
  put(line, text);
  put(whose, kind === "saved" ? desk.nickname : "");
  // Read out only when it changes; saving is no news.
  if (kind !== "saving") put(said, text);
  const help = kind === "unsaved" ? (HELP[desk.problem] ?? []) : [];
  for (const button of all(corner, "button")) button.hidden = !help.includes(told(button, "do"));
  // Only while there is something to lose: a page that always listens cannot be kept by the back button.
  // A write that runs counts, too, though no word is said of it yet.
  const atRisk = desk.isUnsaved && !(desk.problem && inFile);
  if (atRisk) addEventListener("beforeunload", keepFromLeaving);
  else removeEventListener("beforeunload", keepFromLeaving);
}
