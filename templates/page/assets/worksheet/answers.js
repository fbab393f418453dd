// The answers of a sheet: read from its controls, and put back from a file that is not to be trusted.
// Places are named as slots are; toolkit/answers.py checks the same for print. A ticked box is true, all else is text:
// dates as year-month-day, numbers with a point before their decimals.
import { controlsOf, placeOf } from "./controls.js";
import { faultOf, fitsNumber, isNumber, numberIn, putNumber } from "./number-fields.js";
import { clean, CONTROLS, idOf, isDate, isObject, Refused } from "../core/untrusted.js";

export const FORMAT = "coaching-toolkit-answers";
export const VERSION = 1;
export const MAX_SNAPSHOTS = 500;
const MAX_NICKNAME = 80;

const TIME = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/;

// Every answer place: its name, with one control or the radio buttons of a group.
function places(form) {
  const found = new Map();
  for (const control of controlsOf(form)) {
    const name = placeOf(control);
    if (found.has(name)) found.get(name).push(control);
    else found.set(name, [control]);
  }
  return found;
}

function valueOf(controls) {
  const [first] = controls;
  if (first.type === "checkbox") return first.checked;
  if (first.type === "radio") return controls.find((control) => control.checked)?.value ?? "";
  if (isNumber(first)) return numberIn(first);
  const text = clean(first.value);
  return text.trim() ? text : "";
}

// The answers by name, without the empty ones.
export function collect(form) {
  const pairs = [...places(form)].map(([name, controls]) => [name, valueOf(controls)]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
}

// A nickname as a file may hold it.
export function tidy(nickname) {
  const text = clean(nickname).replace(/\s+/g, " ").trim();
  return [...text].slice(0, MAX_NICKNAME).join("").trim();
}

// Whether what stands in a control is no answer: a half-typed date, which the browser tells nobody, or a number that
// cannot be read or does not fit.
function isUnreadable(control) {
  return isNumber(control) ? faultOf(control) !== "" : Boolean(control.validity?.badInput);
}

export function halfTyped(form) {
  return controlsOf(form).filter(isUnreadable);
}

// The names of places that measure something, so that their values can be compared over time.
export function measures(form) {
  const controls = form.querySelectorAll(
    ":is(.field-scale, .field-wheel, .field-number, .field-computed) input",
  );
  return new Set([...controls].map(placeOf));
}

function fits(controls, value) {
  const [first] = controls;
  if (first.type === "checkbox") return value === true;
  if (typeof value !== "string") return false;
  // No answer fits everywhere.
  if (!value.trim()) return true;
  if (first.type === "radio") return controls.some((control) => control.value === value);
  if (first.type === "date") return isDate(value);
  return !isNumber(first) || fitsNumber(first, value);
}

// The first control that holds what no file could.
export function unreadable(form, isMeant = () => true) {
  return halfTyped(form).find((control) => isMeant(placeOf(control)));
}

// What a control asks for, in words.
export function nameOf(control) {
  const asked = control.ariaLabel ?? control.labels[0].innerText;
  return asked.replace(/\s+/g, " ").trim();
}

// What a place asks for, in words; of a group it is its question, or its row.
function saidOf([first]) {
  if (first.type !== "radio") return nameOf(first);
  const asked = first.closest("tr")?.querySelector("th") ?? first.closest("fieldset").querySelector("legend");
  return asked.innerText.replace(/\s+/g, " ").trim();
}

function checkAnswers(given, known) {
  for (const [name, value] of Object.entries(given)) {
    const controls = known.get(name);
    if (!controls) throw new Refused("unknown-name", idOf(name));
    if (!fits(controls, value)) throw new Refused("wrong-value", saidOf(controls));
    if (typeof value === "string" && CONTROLS.test(value)) throw new Refused("hidden-characters", saidOf(controls));
  }
}

function checkNickname(nickname) {
  if (typeof nickname !== "string" || [...nickname].length > MAX_NICKNAME) {
    throw new Refused("wrong-value", "nickname");
  }
  if (CONTROLS.test(nickname) || /[\t\n]/.test(nickname)) throw new Refused("hidden-characters", "nickname");
}

function isMoment(text) {
  return typeof text === "string" && isDate(text.slice(0, 10)) && TIME.test(text.slice(10));
}

function checkSnapshots(snapshots, known) {
  if (!Array.isArray(snapshots) || snapshots.length > MAX_SNAPSHOTS) {
    throw new Refused("wrong-value", "snapshots");
  }
  let before = "";
  for (const snapshot of snapshots) {
    const sound = isObject(snapshot) && isMoment(snapshot.saved) && isObject(snapshot.values);
    if (!sound || snapshot.saved <= before) throw new Refused("wrong-value", "snapshots");
    before = snapshot.saved;
    checkAnswers(snapshot.values, known);
  }
}

// Returns what a file holds for this sheet; throws Refused. All is checked before anything is changed.
export function check(data, form) {
  if (!isObject(data) || data.format !== FORMAT || !isObject(data.answers)) throw new Refused("not-answers");
  if (data.format_version !== VERSION) throw new Refused("newer");
  if (data.worksheet !== form.dataset.worksheet) throw new Refused("other-sheet", idOf(data.worksheet));
  const known = places(form);
  checkAnswers(data.answers, known);
  const { nickname = "", snapshots = [] } = data;
  checkNickname(nickname);
  const measured = measures(form);
  checkSnapshots(snapshots, new Map([...known].filter(([name]) => measured.has(name))));
  return {
    answers: data.answers,
    nickname,
    // Only what is known is taken over.
    snapshots: snapshots.map(({ saved, values }) => ({ saved, values })),
    version: idOf(data.worksheet_version),
  };
}

function put(control, value) {
  if (isNumber(control)) {
    if (value !== numberIn(control) || faultOf(control)) putNumber(control, value && fitsNumber(control, value) ? value : "");
    return;
  }
  // What stands there already is left alone, and the reader's place in it. An incomplete date reads as none.
  if (control.value === value && !control.validity.badInput) return;
  control.value = value;
}

// Puts answers on the sheet and empties all other places.
export function fill(form, answers) {
  const values = new Map(Object.entries(answers));
  for (const [name, controls] of places(form)) {
    const value = values.get(name);
    for (const control of controls) {
      if (control.type === "checkbox") control.checked = value === true;
      else if (control.type === "radio") control.checked = control.value === value;
      else put(control, typeof value === "string" ? value : "");
    }
  }
}
