// The sheet on the page as the desk needs it: answers by name, out and in.
import { collect, fill, halfTyped } from "./answers.js";
import { controlsOf, placeOf } from "./places.js";
import { told } from "../core/element.js";

/**
 * @import { Answers } from "./places.js"
 * @typedef {object} Sheet
 * @property {string} worksheet
 * @property {string} version
 * @property {() => Answers} collect The answers by name, without empty ones.
 * @property {() => string[]} halfTyped The names of places in which something stands that is no answer.
 * @property {() => Set<string>} computed The names of places that follow from others.
 * @property {(answers: Answers) => void} fill Puts answers on the sheet, and empties all other places.
 */

/**
 * `refresh` brings to the sheet what follows from its answers.
 * @param {HTMLFormElement} form
 * @param {() => void} refresh
 * @returns {Sheet}
 */
export function sheetOf(form, refresh) {
  return {
    worksheet: told(form, "worksheet"),
    version: told(form, "version"),
    collect: () => collect(form),
    halfTyped: () => halfTyped(form).map(placeOf),
    computed: () => new Set(controlsOf(form).filter(({ readOnly }) => readOnly).map(placeOf)),
    fill(answers) {
      fill(form, answers);
      refresh();
    },
  };
}
