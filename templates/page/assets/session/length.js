// The time that the session is fitted to: chosen among the page's tools or on the start screen of run mode, which show the
// same, and said in both.
import { keep } from "../core/address.js";
import { inMinutes } from "../core/durations.js";
import { all, one, put, told } from "../core/element.js";
import { readNumber } from "../core/numbers.js";
import { join, say } from "../core/words.js";
import { showMinutes } from "./outline.js";
import { fit } from "./plan.js";

/** @import { PagePhase } from "./outline.js" */

/** @param {string} text */
function asMinutes(text) {
  const minutes = Number(readNumber(text).value ?? "");
  return Number.isInteger(minutes) && minutes > 0 && minutes <= 10080 ? minutes : null;
}

/** @param {HTMLElement} element */
function readPlace(element) {
  return {
    element,
    number: one(element, "[data-fit=number]", HTMLInputElement),
    message: one(element, "[data-fit=message]"),
  };
}

export class Length {
  #typing = 0;
  #places = all(document, ".length-choice").map(readPlace);

  /**
   * `ordered` gives the phases in the order that is shown; `changed` is told that they have other minutes.
   * @param {PagePhase[]} phases
   * @param {() => PagePhase[]} ordered
   * @param {() => void} changed
   */
  constructor(phases, ordered, changed) {
    this.phases = phases;
    this.ordered = ordered;
    this.changed = changed;
    this.usual = phases.reduce((total, { typical }) => total + typical, 0);
    this.plan = fit(phases, this.usual);
    for (const place of this.#places) this.#offer(place);
  }

  /** The phases of the plan in the order that is shown, each with its title. */
  get planned() {
    return this.ordered().map((phase) => ({ ...this.plan.phases[this.phases.indexOf(phase)], title: phase.title }));
  }

  /** Takes the time that the address asks for. Nobody types an address: what it says has one form. */
  start(wanted = "") {
    const minutes = /^[1-9]\d{0,4}$/.test(wanted) ? asMinutes(wanted) : null;
    if (!minutes) return;
    for (const { number } of this.#places) number.value = String(minutes);
    this.#fitTo(minutes);
  }

  /** @param {ReturnType<typeof readPlace>} place */
  #offer({ element, number }) {
    number.addEventListener("input", () => {
      clearTimeout(this.#typing);
      // A number that is only half typed is nothing to talk about.
      this.#typing = setTimeout(() => this.#takeTyped(number), 500);
    });
    number.addEventListener("change", () => {
      clearTimeout(this.#typing);
      this.#takeTyped(number);
    });
    for (const chip of all(element, "[data-minutes]")) {
      const minutes = Number(chip.dataset.minutes);
      // Phases of fixed lengths may not give a time that lies within the guide's bounds.
      chip.hidden = fit(this.phases, minutes).verdict !== "fits";
      chip.addEventListener("click", () => this.#choose(minutes));
    }
    one(element, "[data-fit=usual]").addEventListener("click", () => this.#choose(this.usual, true));
  }

  /** @param {number} minutes */
  #choose(minutes, isUsual = false) {
    clearTimeout(this.#typing);
    for (const { number } of this.#places) {
      number.removeAttribute("aria-invalid");
      if (asMinutes(number.value) !== minutes) number.value = String(minutes);
    }
    keep({ minutes: isUsual ? "" : minutes });
    this.#fitTo(minutes);
  }

  /** @param {HTMLInputElement} number */
  #takeTyped(number) {
    const minutes = asMinutes(number.value);
    if (minutes) {
      this.#choose(minutes);
      return;
    }
    number.setAttribute("aria-invalid", "true");
    this.#tell(say("fit-unreadable"), true);
  }

  /** @param {number} asked */
  #fitTo(asked) {
    this.plan = fit(this.phases, asked);
    showMinutes(this.plan.phases);
    for (const chip of this.#places.flatMap(({ element }) => all(element, "[data-minutes]"))) {
      chip.setAttribute("aria-pressed", String(Number(chip.dataset.minutes) === asked));
    }
    this.#tell(this.#toldOfFit(asked), this.plan.verdict !== "fits");
    this.changed();
  }

  /**
   * @param {string} text
   * @param {boolean} isWrong
   */
  #tell(text, isWrong) {
    for (const { message } of this.#places) {
      put(message, text);
      message.classList.toggle("wrong", isWrong);
    }
  }

  /** @param {string} change */
  #named(change) {
    const names = this.planned
      .filter((phase) => phase.change === change)
      .map(({ title, minutes }) => (minutes === null ? title : join("", [title, ` (${inMinutes(minutes)})`])));
    const parts = new Intl.ListFormat(document.documentElement.lang).formatToParts(names);
    return join("", parts.map(({ value }) => value));
  }

  /** @param {number} asked */
  #toldOfFit(asked) {
    const { plan } = this;
    const [least, most] = ["min", "max"].map((bound) => told(this.#places[0].element, bound));
    const isUsual = plan.phases.every(({ change }) => change === "usual");
    const said = [
      say(isUsual && plan.verdict === "fits" ? "fit-usual" : `fit-${plan.verdict}`, {
        wanted: inMinutes(asked),
        total: inMinutes(plan.total),
      }),
    ];
    const [before, after] = plan.around.map(inMinutes);
    if (plan.verdict !== "fits") said.push(say(`why-${plan.verdict}`, { total: inMinutes(plan.total), before, after }));
    if (plan.total < Number(least)) said.push(say("fit-tight", { least, most }));
    if (plan.total > Number(most)) said.push(say("fit-loose", { least, most }));
    for (const change of ["out", "shorter", "longer"]) {
      const names = this.#named(change);
      if (names) said.push(say(`fit-${change}`, { phases: names }));
    }
    return join("\n", said);
  }
}
