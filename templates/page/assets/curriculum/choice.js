// What a reader has chosen for the timetable: in the form and, where it is not what was planned, in the address.
import { keep, wanted } from "../core/address.js";
import { all, one } from "../core/element.js";
import { isDate, isObject } from "../core/untrusted.js";
import { clock, minutesOf } from "./clock.js";

/**
 * @import { Timing, Unit } from "./timetable.js"
 * @typedef {Timing & {first: string, weekdays: number[]}} Choice
 * @typedef {{id: string, units: Unit[], sittings: string[], first: string, timing: Timing & {weekdays: number[]}}} Plan
 */

const TIMES = /** @type {const} */ (["start", "end"]);
const LENGTHS = /** @type {const} */ (["pause", "pause_after", "lunch", "lunch_after"]);
const LEAST_DAY = 60;

/**
 * The plan that stands in the page.
 * @param {string} text
 */
export function planIn(text) {
  const plan = JSON.parse(text);
  if (!isObject(plan)) throw new TypeError("no plan");
  return /** @type {Plan} */ (/** @type {unknown} */ (plan));
}

/** @param {Plan} plan */
export function plannedOf({ first, timing }) {
  return /** @type {Choice} */ ({ ...timing, first });
}

export class Form {
  #form;
  #planned;

  /**
   * @param {HTMLFormElement} form
   * @param {Choice} planned
   */
  constructor(form, planned) {
    this.#form = form;
    this.#planned = planned;
  }

  /** @param {string} name */
  #input(name) {
    return one(this.#form, `[name="${name}"]`, HTMLInputElement);
  }

  /** @param {Choice} choice */
  show(choice) {
    this.#input("first").value = choice.first;
    for (const name of TIMES) this.#input(name).value = clock(choice[name]);
    for (const name of LENGTHS) this.#input(name).value = String(choice[name]);
    this.#input("sitting_a_day").checked = choice.sitting_a_day;
    for (const day of this.#days()) day.checked = choice.weekdays.includes(Number(day.value));
  }

  #days() {
    return all(this.#form, '[name="weekday"]', HTMLInputElement);
  }

  /**
   * What the form says, or the word of what is wrong with it. An empty time is the planned one.
   * @returns {Choice | string}
   */
  read() {
    const fields = [this.#input("first"), ...LENGTHS.map((name) => this.#input(name))];
    const first = this.#input("first").value;
    const lengths = LENGTHS.map((name) => [name, Number(this.#input(name).value)]);
    if (fields.some((field) => !field.checkValidity()) || (first && !isDate(first))) return "plan-wrong";
    if (LENGTHS.some((name) => !this.#input(name).value)) return "plan-wrong";
    const times = TIMES.map((name) => [name, minutesOf(this.#input(name).value) ?? this.#planned[name]]);
    const weekdays = this.#days().filter((day) => day.checked).map((day) => Number(day.value));
    if (!weekdays.length) return "plan-wrong-week";
    const sitting_a_day = this.#input("sitting_a_day").checked;
    /** @type {Choice} */
    const choice = { ...this.#planned, ...Object.fromEntries([...times, ...lengths]), sitting_a_day, first, weekdays };
    return choice.end - choice.start < LEAST_DAY ? "plan-wrong-day" : choice;
  }

  /** What the address asks for, shown in the form and read out of it: nothing else is taken from an address. */
  asked() {
    this.show(this.#planned);
    if (wanted("from")) this.#input("first").value = wanted("from");
    for (const name of TIMES) if (wanted(name)) this.#input(name).value = wanted(name);
    for (const name of LENGTHS) if (wanted(name)) this.#input(name).value = wanted(name);
    if (wanted("each")) this.#input("sitting_a_day").checked = wanted("each") === "yes";
    if (wanted("days")) for (const day of this.#days()) day.checked = wanted("days").includes(day.value);
    return this.read();
  }

  /** @param {Choice} choice */
  keep(choice) {
    const planned = this.#planned;
    const days = choice.weekdays.join("");
    keep({
      from: choice.first === planned.first ? "" : choice.first,
      ...Object.fromEntries(TIMES.map((name) => [name, choice[name] === planned[name] ? "" : clock(choice[name])])),
      ...Object.fromEntries(LENGTHS.map((name) => [name, choice[name] === planned[name] ? "" : String(choice[name])])),
      each: choice.sitting_a_day === planned.sitting_a_day ? "" : choice.sitting_a_day ? "yes" : "no",
      days: days === planned.weekdays.join("") ? "" : days,
    });
  }
}
