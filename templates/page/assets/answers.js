// The answers of a sheet: read from its controls, and put back from a file that is not to be trusted.
// The controls' names are the slots' names; toolkit/answers.py checks the same for print.
export const FORMAT = "coaching-toolkit-answers";
export const VERSION = 1;
const MAX_BYTES = 2_000_000;

// Control characters but tab and line end, and those that turn the direction of text around.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/u;
const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export class Refused extends Error {
  constructor(word, detail = "") {
    super(word);
    this.word = word;
    // A name comes out of the file, too, where it is unknown.
    this.detail = String(detail).slice(0, 80);
  }
}

// Every answer place: its name, with one control or the radio buttons of a group.
function places(form) {
  const found = new Map();
  for (const control of form.elements) {
    if (!control.name) continue;
    if (found.has(control.name)) found.get(control.name).push(control);
    else found.set(control.name, [control]);
  }
  return found;
}

function clean(text) {
  return (text.toWellFormed?.() ?? text).replace(new RegExp(CONTROLS, "gu"), "");
}

function valueOf(controls) {
  const [first] = controls;
  if (first.type === "checkbox") return first.checked;
  if (first.type === "radio") return controls.find((control) => control.checked)?.value ?? "";
  const text = clean(first.value);
  return text.trim() ? text : "";
}

// The answers by name, without the empty ones.
export function collect(form) {
  const pairs = [...places(form)].map(([name, controls]) => [name, valueOf(controls)]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
}

// A text that is another whenever the sheet is; a half-typed number has no value, but is worth keeping.
export function state(form) {
  const half = [...form.elements].filter((control) => control.validity?.badInput);
  return JSON.stringify([collect(form), half.map((control) => control.name)]);
}

// The first control that holds what no file could: a half-typed date, a number out of bounds.
export function unreadable(form) {
  return [...form.elements].find(
    ({ validity }) => validity && (validity.badInput || validity.rangeOverflow || validity.rangeUnderflow),
  );
}

function isDate(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function fits(controls, value) {
  const [first] = controls;
  if (first.type === "checkbox") return value === true;
  if (typeof value !== "string") return false;
  if (first.type === "radio") return controls.some((control) => control.value === value);
  if (first.type === "date") return isDate(value);
  if (first.type !== "number") return true;
  return (
    NUMBER.test(value) &&
    (first.min === "" || Number(value) >= Number(first.min)) &&
    (first.max === "" || Number(value) <= Number(first.max))
  );
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Returns a file's answers and the version of the sheet they were given to; throws Refused.
// All is checked before anything is changed.
export async function read(file, form) {
  if (file.size > MAX_BYTES) throw new Refused("too-large");
  let data;
  try {
    data = JSON.parse((await file.text()).replace(/^\ufeff/, ""));
  } catch {
    throw new Refused("not-json");
  }
  if (!isObject(data) || data.format !== FORMAT || !isObject(data.answers)) throw new Refused("not-answers");
  if (data.format_version !== VERSION) throw new Refused("newer");
  if (data.worksheet !== form.dataset.worksheet) throw new Refused("other-sheet", data.worksheet);
  const known = places(form);
  for (const [name, value] of Object.entries(data.answers)) {
    const controls = known.get(name);
    if (!controls) throw new Refused("unknown-name", name);
    if (!fits(controls, value)) throw new Refused("wrong-value", name);
    if (typeof value === "string" && CONTROLS.test(value)) throw new Refused("hidden-characters", name);
  }
  return {
    answers: new Map(Object.entries(data.answers)),
    version: String(data.worksheet_version).slice(0, 20),
  };
}

// Puts answers on the sheet and empties all other places.
export function fill(form, answers) {
  for (const [name, controls] of places(form)) {
    const value = answers.get(name);
    for (const control of controls) {
      if (control.type === "checkbox") control.checked = value === true;
      else if (control.type === "radio") control.checked = control.value === value;
      else control.value = value ?? "";
    }
  }
}
