// The answers of a sheet: read from its controls, and put back from a file that is not to be trusted.
// toolkit/answers checks the same for print. A ticked box is true, all else is text:
// dates as year-month-day, numbers with a point before their decimals.
import { byId, maybe } from "../core/element.js";
import { faultOf, fitsNumber, isNumber, numberIn, putNumber } from "./number-fields.js";
import { controlsOf, of, placeOf, places, PUBLISHED } from "./places.js";
import { clean, CONTROLS, idOf, isDate, isObject, Refused } from "../core/untrusted.js";

/**
 * @import { Answers, Control, Place } from "./places.js"
 * @import { Changes } from "./changes.js"
 * @typedef {{saved: string, values: Answers}} Snapshot
 * @typedef {{nickname: string, answers: Answers, snapshots: Snapshot[], changes?: Changes}} Content
 */

export const FORMAT = "coaching-toolkit-answers";
// Files that change nothing of the sheet are such as the first pages can open, too.
export const FIRST = 1;
export const VERSION = 2;
export const MAX_SNAPSHOTS = 500;
const MAX_NICKNAME = 80;

const TIME = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/;

/**
 * Every answer place: its name, with one control or the radio buttons of a group.
 * @param {HTMLFormElement} form
 */
function placesOn(form) {
  /** @type {Map<string, Control[]>} */
  const found = new Map();
  for (const control of controlsOf(form)) {
    const name = placeOf(control);
    found.set(name, [...(found.get(name) ?? []), control]);
  }
  return found;
}

/** @param {Control} control */
function isTicked(control) {
  return control instanceof HTMLInputElement && control.checked;
}

/** @param {Control[]} controls */
function valueOf(controls) {
  const [first] = controls;
  const { kind } = of(first);
  if (kind === "check") return isTicked(first);
  if (kind === "radio") return controls.find(isTicked)?.value ?? "";
  if (isNumber(first)) return numberIn(first);
  const text = clean(first.value);
  return text.trim() ? text : "";
}

/**
 * The answers by name, without the empty ones.
 * @param {HTMLFormElement} form
 * @returns {Answers}
 */
export function collect(form) {
  const pairs = [...placesOn(form)].map(([name, controls]) => [name, valueOf(controls)]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
}

/**
 * A nickname as a file may hold it.
 * @param {string} nickname
 */
export function tidy(nickname) {
  const text = clean(nickname).replace(/\s+/g, " ").trim();
  return [...text].slice(0, MAX_NICKNAME).join("").trim();
}

/**
 * Whether what stands in a control is no answer: a half-typed date, which the browser tells nobody, or a number that
 * cannot be read or does not fit.
 * @param {Control} control
 */
function isUnreadable(control) {
  return isNumber(control) ? faultOf(control) !== "" : Boolean(control.validity?.badInput);
}

/** @param {HTMLFormElement} form */
export function halfTyped(form) {
  return controlsOf(form).filter(isUnreadable);
}

/** The names of places that measure something, so that their values can be compared over time. */
export function measures() {
  return new Set(places().filter((place) => place.measures).map(({ name }) => name));
}

/**
 * @param {Place} place
 * @param {unknown} value
 * @returns {value is string | boolean}
 */
function fits(place, value) {
  const { kind, values = [] } = place;
  if (kind === "check") return value === true;
  if (typeof value !== "string") return false;
  // No answer fits everywhere.
  if (!value.trim()) return true;
  if (kind === "radio") return values.includes(value);
  if (kind === "date") return isDate(value);
  return kind !== "number" || fitsNumber(place, value);
}

/**
 * The first control that holds what no file could.
 * @param {HTMLFormElement} form
 * @param {(name: string) => boolean} [isMeant]
 */
export function unreadable(form, isMeant = () => true) {
  return halfTyped(form).find((control) => isMeant(placeOf(control)));
}

/**
 * What a control asks for, in words.
 * @param {Control} control
 */
export function nameOf(control) {
  const asked = control.getAttribute("aria-labelledby");
  const text = asked ? byId(asked).textContent : control.ariaLabel ?? control.labels?.[0].innerText;
  return (text ?? "").replace(/\s+/g, " ").trim();
}

/**
 * What a place asks for, in words; of a group it is its question, or its row. One that is not on the sheet now has
 * its name only.
 * @param {Place} place
 * @param {HTMLFormElement} form
 */
export function saidOf({ name, kind, control }, form) {
  const first = controlsOf(form).find((each) => each.name === control);
  if (!first) return idOf(name);
  if (kind !== "radio") return nameOf(first);
  const row = first.closest("tr");
  const asked = (row && maybe(row, "th")) ?? maybe(first.closest("fieldset") ?? document, "legend");
  return (asked?.innerText ?? "").replace(/\s+/g, " ").trim();
}

/**
 * @param {Record<string, unknown>} given
 * @param {Place[]} known
 * @param {HTMLFormElement} form
 * @returns {Answers}
 */
function checkAnswers(given, known, form) {
  const byName = new Map(known.map((place) => [place.name, place]));
  /** @type {Map<string, string | boolean>} */
  const found = new Map();
  for (const [name, value] of Object.entries(given)) {
    const place = byName.get(name);
    if (!place) throw new Refused("unknown-name", idOf(name));
    if (!fits(place, value)) throw new Refused("wrong-value", saidOf(place, form));
    if (typeof value === "string" && CONTROLS.test(value)) throw new Refused("hidden-characters", saidOf(place, form));
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** @param {unknown} nickname */
function checkNickname(nickname) {
  if (typeof nickname !== "string" || [...nickname].length > MAX_NICKNAME) {
    throw new Refused("wrong-value", "nickname");
  }
  if (CONTROLS.test(nickname) || /[\t\n]/.test(nickname)) throw new Refused("hidden-characters", "nickname");
  return nickname;
}

/**
 * @param {unknown} text
 * @returns {text is string}
 */
function isMoment(text) {
  return typeof text === "string" && isDate(text.slice(0, 10)) && TIME.test(text.slice(10));
}

/**
 * Only what is known of each is taken over.
 * @param {unknown} snapshots
 * @param {Place[]} known
 * @param {HTMLFormElement} form
 * @returns {Snapshot[]}
 */
function checkSnapshots(snapshots, known, form) {
  if (!Array.isArray(snapshots) || snapshots.length > MAX_SNAPSHOTS) {
    throw new Refused("wrong-value", "snapshots");
  }
  let before = "";
  return snapshots.map((snapshot) => {
    const { saved, values } = isObject(snapshot) ? snapshot : {};
    if (!isMoment(saved) || !isObject(values) || saved <= before) throw new Refused("wrong-value", "snapshots");
    before = saved;
    return { saved, values: checkAnswers(values, known, form) };
  });
}

/**
 * Whether a file says that it is for this sheet; throws Refused where it is not.
 * @param {unknown} data
 * @param {HTMLFormElement} form
 * @returns {asserts data is Record<string, unknown> & {answers: Record<string, unknown>}}
 */
export function checkHead(data, form) {
  if (!isObject(data) || data.format !== FORMAT || !isObject(data.answers)) throw new Refused("not-answers");
  if (data.format_version !== FIRST && data.format_version !== VERSION) throw new Refused("newer");
  if (data.worksheet !== form.dataset.worksheet) throw new Refused("other-sheet", idOf(data.worksheet));
}

/**
 * Returns what a file holds for this sheet; throws Refused. All is checked before anything is changed. `changed` is
 * what it changes of the sheet, with the places that come of it.
 * @param {unknown} data
 * @param {HTMLFormElement} form
 * @param {{changes: Changes, places: Place[]}} [changed]
 */
export function check(data, form, changed) {
  checkHead(data, form);
  // What is left out may have been answered, or kept with a date, before.
  const known = [...PUBLISHED, ...(changed?.places ?? [])];
  const { nickname: given = "", snapshots: kept = [] } = data;
  return {
    answers: checkAnswers(data.answers, known, form),
    nickname: checkNickname(given),
    snapshots: checkSnapshots(kept, known.filter(({ measures: isMeasure }) => isMeasure), form),
    ...(changed && { changes: changed.changes }),
    version: idOf(data.worksheet_version),
  };
}

/**
 * @param {Control} control
 * @param {string} value
 */
function put(control, value) {
  if (isNumber(control)) {
    if (value !== numberIn(control) || faultOf(control)) putNumber(control, value && fitsNumber(of(control), value) ? value : "");
    return;
  }
  // What stands there already is left alone, and the reader's place in it. An incomplete date reads as none.
  if (control.value === value && !control.validity.badInput) return;
  control.value = value;
}

/**
 * Puts answers on the sheet and empties all other places.
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 */
export function fill(form, answers) {
  const values = new Map(Object.entries(answers));
  for (const [name, controls] of placesOn(form)) {
    const value = values.get(name);
    for (const control of controls) {
      const { kind } = of(control);
      const isChoice = control instanceof HTMLInputElement && (kind === "check" || kind === "radio");
      if (isChoice) control.checked = kind === "radio" ? control.value === value : value === true;
      else put(control, typeof value === "string" ? value : "");
    }
  }
}
