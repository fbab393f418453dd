// The sheet on the page as the desk needs it: answers by name, out and in.
import { collect, fill, halfTyped } from "./answers.js";
import { controlsOf, placeOf } from "./places.js";
import { copyOf, told } from "../core/element.js";
import { Refused } from "../core/untrusted.js";

/**
 * @import { Changes } from "./changes.js"
 * @import { Answers } from "./places.js"
 * @typedef {object} Sheet
 * @property {HTMLFormElement} published The sheet as it was published.
 * @property {string} worksheet
 * @property {string} version
 * @property {() => Answers} collect The answers by name, without empty ones.
 * @property {() => string[]} halfTyped The names of places in which something stands that is no answer.
 * @property {() => Set<string>} computed The names of places that follow from others.
 * @property {(changes: Changes | undefined) => Promise<void>} prepare Loads what changes need to be put on the sheet.
 * @property {(answers: Answers, changes: Changes | undefined) => void} fill Puts answers on the sheet, with changes
 *   that were prepared for, and empties all other places.
 */

/**
 * `refresh` brings to the sheet what follows from its answers; `redrawn` is told when it was changed.
 * @param {HTMLFormElement} form
 * @param {() => void} refresh
 * @param {() => void} redrawn
 * @returns {Sheet}
 */
export function sheetOf(form, refresh, redrawn) {
  // Before any script has put anything into it.
  const published = copyOf(form);
  /** @type {typeof import("./changed-page.js") | undefined} */
  let drawing;
  let shown = "";
  return {
    published,
    worksheet: told(form, "worksheet"),
    version: told(form, "version"),
    collect: () => collect(form),
    halfTyped: () => halfTyped(form).map(placeOf),
    computed: () => new Set(controlsOf(form).filter(({ readOnly }) => readOnly).map(placeOf)),
    async prepare(changes) {
      if (!changes || drawing) return;
      drawing = await import("./changed-page.js").catch(() => {
        throw new Refused("changes-failed");
      });
    },
    fill(answers, changes) {
      const wanted = changes ? JSON.stringify(changes) : "";
      const isAnother = wanted !== shown;
      if (isAnother) {
        if (!drawing) throw new TypeError("not prepared for changes");
        drawing.draw(form, published, changes);
      }
      shown = wanted;
      fill(form, answers);
      refresh();
      if (isAnother) redrawn();
    },
  };
}
