// A PDF of this sheet that somebody has filled in: its answers as a file of answers holds them, and what in it is none.
import { readNumber } from "../core/numbers.js";
import { clean, idOf, Refused } from "../core/untrusted.js";
import { FIRST, FORMAT, saidOf } from "./answers.js";
import { dayIn } from "./days.js";
import { fitsNumber } from "./number-fields.js";
import { fieldsOf } from "./pdf-fields.js";
import { PUBLISHED } from "./places.js";

/** @import { Place } from "./places.js" */

// What toolkit/pdf/form.py calls a ticked box, and the PDF standard what is not chosen.
const TICKED = "Yes";
const OFF = "Off";
// What toolkit/pdf/form.py writes into the document's information.
const ABOUT = { worksheet: "ToolkitWorksheet", version: "ToolkitVersion", changes: "ToolkitChanges" };

/**
 * What makes a sheet one client's, as the PDF carries it; undefined for a sheet as it is published.
 * @param {Map<string, string>} about
 */
async function changesIn(about) {
  const packed = about.get(ABOUT.changes);
  if (!packed) return undefined;
  const [{ changedBy, sheet }, { unpack }] = await Promise.all([import("./changed-page.js"), import("./changes.js")]);
  return changedBy(unpack(packed, sheet.limits));
}

/**
 * The answer that a field's text is; "" where it is none, undefined where it cannot be one.
 * @param {Place} place
 * @param {string} text
 * @param {string} language
 * @returns {string | true | undefined}
 */
function answerOf(place, text, language) {
  const { kind, values = [] } = place;
  if (kind === "check" || kind === "radio") {
    if (text === OFF) return "";
    if (kind === "check") return text === TICKED || undefined;
    return values.includes(text) ? text : undefined;
  }
  const typed = clean(text.replace(/\r\n?/g, "\n"));
  if (!typed.trim()) return "";
  if (kind === "date") return dayIn(typed, language) || undefined;
  if (kind !== "number") return typed;
  const { value } = readNumber(typed);
  return value && fitsNumber(place, value) ? value : undefined;
}

/**
 * The answers in fields by their names, and the fields whose text is none, each with what it is asked for.
 * @param {Map<string, string>} filled
 * @param {Map<string, Place>} known
 * @param {string} language
 * @param {HTMLFormElement} form
 */
function split(filled, known, language, form) {
  /** @type {Record<string, string | true>} */
  const answers = {};
  /** @type {string[]} */
  const unread = [];
  for (const [name, text] of filled) {
    const place = known.get(name);
    // The page computes it anew.
    if (place?.computed) continue;
    const answer = place && answerOf(place, text, language);
    if (answer === undefined) unread.push(`${place ? saidOf(place, form) : idOf(name)}: ${clean(text)}`);
    else if (answer) answers[name] = answer;
  }
  return { answers, unread };
}

/**
 * Returns what a file of answers would say, the fields whose text is no answer, each with what it is asked for, and
 * how the sheet was changed for a client; throws Refused where the PDF is not of this sheet or cannot be read.
 * @param {ArrayBuffer} buffer
 * @param {HTMLFormElement} form
 */
export async function answersIn(buffer, form) {
  const { filled, about } = await fieldsOf(buffer);
  const sheet = about.get(ABOUT.worksheet);
  if (sheet && sheet !== form.dataset.worksheet) throw new Refused("other-sheet", idOf(sheet));
  const changed = await changesIn(about);
  const known = new Map([...PUBLISHED, ...(changed?.places ?? [])].map((place) => [place.name, place]));
  const isFilled = [...filled.values()].some((text) => text.trim() && text !== OFF);
  if (!isFilled) throw new Refused("pdf-empty");
  // Some programs forget what a document says of itself.
  if (!sheet && ![...filled.keys()].some((name) => known.has(name))) throw new Refused("not-answers");
  const { answers, unread } = split(filled, known, about.get("Lang") ?? document.documentElement.lang, form);
  const data = {
    format: FORMAT,
    format_version: FIRST,
    worksheet: form.dataset.worksheet,
    worksheet_version: about.get(ABOUT.version) ?? form.dataset.version,
    answers,
  };
  return { data, unread, changed };
}
