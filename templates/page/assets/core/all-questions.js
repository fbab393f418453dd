// Where a page has a place for the search over all questions: what it does comes once it is used.
import { one } from "./element.js";
import { awaited } from "./ready.js";
import { styled } from "./style.js";

/**
 * Returns what shows it, once and for all; where that fails, the page says so, and it is tried anew.
 * @param {HTMLElement} place around the panel
 * @param {(panel: HTMLElement) => Promise<void>} show
 */
export function whenUsed(place, show) {
  const panel = one(place, "[data-all=panel]");
  const failed = one(place, "[data-all=failed]");
  /** @type {Promise<unknown> | null} */
  let shown = null;
  return () => {
    shown ??= awaited(Promise.all([show(panel), styled(panel.dataset.style ?? "")]));
    shown.then(
      () => (failed.hidden = true),
      () => {
        failed.hidden = false;
        shown = null;
      },
    );
    return shown;
  };
}
