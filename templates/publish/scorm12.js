// A module in a learning platform that speaks SCORM 1.2: says that it was begun and, when its reader says so, done.
// Nothing else is told, no answer and no time. A plain script: modules do not run in every frame a platform makes.

(() => {
  /**
   * What a platform offers (SCORM 1.2, run-time environment, 3.2.2). Every answer is text.
   * @typedef {object} Platform
   * @property {(empty: "") => string} LMSInitialize
   * @property {(empty: "") => string} LMSFinish
   * @property {(empty: "") => string} LMSCommit
   * @property {(name: string) => string} LMSGetValue
   * @property {(name: string, value: string) => string} LMSSetValue
   */

  const MOST_FRAMES = 500;
  const STATUS = "cmi.core.lesson_status";
  const OVER = ["completed", "passed", "failed"];

  /** @type {Platform | null} */
  let platform = null;

  /**
   * Return what a window has for its contents; null where it has nothing, or is another site's.
   * @param {Window} place
   * @returns {Platform | null}
   */
  function offered(place) {
    try {
      return /** @type {Window & { API?: Platform }} */ (place).API ?? null;
    } catch {
      return null;
    }
  }

  /**
   * Look for a platform in a window and in those around it.
   * @param {Window | null} start
   * @returns {Platform | null}
   */
  function around(start) {
    let place = start;
    for (let hop = 0; place && hop < MOST_FRAMES; hop++) {
      const found = offered(place);
      if (found) return found;
      if (place.parent === place) return null;
      place = place.parent;
    }
    return null;
  }

  /** @returns {Platform | null} */
  function sought() {
    let place = /** @type {Window | null} */ (window);
    for (let hop = 0; place && hop < MOST_FRAMES; hop++) {
      const found = around(place);
      if (found) return found;
      try {
        place = /** @type {Window} */ (place.top ?? place).opener;
      } catch {
        return null;
      }
    }
    return null;
  }

  /**
   * Say something about the module, and have it kept.
   * @param {Platform} to
   * @param {string} status
   * @returns {boolean}
   */
  function told(to, status) {
    return to.LMSSetValue(STATUS, status) === "true" && to.LMSCommit("") === "true";
  }

  const box = document.getElementById("done");
  const button = box?.querySelector("button");
  const said = box?.querySelector("[role=status]");

  function showDone() {
    if (!box || !button || !said) return;
    button.disabled = true;
    said.textContent = box.dataset.done ?? "";
  }

  function begin() {
    const found = platform ? null : sought();
    if (!found || !box) return;
    if (found.LMSInitialize("") !== "true") return;
    platform = found;
    // A trainer who looks at what learners see leaves no trace.
    const isTaken = found.LMSGetValue("cmi.core.lesson_mode") !== "review" && found.LMSGetValue("cmi.core.lesson_mode") !== "browse";
    const status = found.LMSGetValue(STATUS);
    box.hidden = !isTaken;
    if (OVER.includes(status)) showDone();
    else if (isTaken && status !== "incomplete") told(found, "incomplete");
  }

  function done() {
    if (!platform || !box || !said) return;
    if (told(platform, "completed")) showDone();
    else said.textContent = box.dataset.refused ?? "";
  }

  function end() {
    if (!platform) return;
    platform.LMSSetValue("cmi.core.exit", button?.disabled ? "" : "suspend");
    platform.LMSCommit("");
    platform.LMSFinish("");
    platform = null;
  }

  button?.addEventListener("click", done);
  window.addEventListener("pagehide", end);
  // A page that the browser has kept comes back without being loaded.
  window.addEventListener("pageshow", begin);
})();
