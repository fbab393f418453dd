// What run mode takes over from the guide: parts of the page once more, in the order in which they are needed.
import { all, copyOf, make } from "../core/element.js";
import { say } from "../core/words.js";

/** @import { PagePhase } from "./outline.js" */

/**
 * A part of the page once more. Its links open beside the session, which must not be left by a slip of the finger.
 * @template {Element} T
 * @param {T} source
 */
function taken(source) {
  const copy = copyOf(source);
  for (const link of all(copy, "a", HTMLAnchorElement)) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return copy;
}

/**
 * @param {HTMLElement} body
 * @param {string} selector
 */
function every(body, selector) {
  return all(body, `:scope > ${selector}`).map(taken);
}

/**
 * Lists with the title that stands before each on the page.
 * @param {HTMLElement} body
 * @param {string} selector
 */
function titled(body, selector) {
  return all(body, `:scope > ${selector}`).flatMap((list) =>
    list.previousElementSibling ? [taken(list.previousElementSibling), taken(list)] : [taken(list)],
  );
}

/** @param {HTMLElement} body */
function questions(body) {
  const lists = every(body, ".questions");
  for (const link of lists.flatMap((list) => all(list, "a"))) link.replaceWith(...link.childNodes);
  return lists;
}

/** @param {PagePhase} phase */
export function phaseParts({ body }) {
  const links = titled(body, ".links");
  const steps = make("details", "run-steps", make("summary", "", say("run-steps")), ...every(body, ".columns"));
  return [
    ...every(body, ".intent"),
    ...every(body, ".speech"),
    ...questions(body),
    ...links,
    ...(links.length ? [make("p", "hint", say("run-tabs"))] : []),
    ...every(body, ".coach-only"),
    steps,
  ];
}

/**
 * The phases before or after the meeting, which no clock measures.
 * @param {"before" | "after"} stage
 */
export function sideParts(stage) {
  return all(document, `.phase-body.phase-${stage}`).flatMap((body) => [
    make("h3", "", ...(body.previousElementSibling ? taken(body.previousElementSibling).childNodes : [])),
    ...every(body, ".intent"),
    ...every(body, ".columns"),
    ...titled(body, ".links"),
    ...every(body, ".coach-only"),
  ]);
}

/** What stands on the page for preparing, where there is something. */
export function preparing() {
  return all(document, ".to-prepare").slice(0, 1).map(taken);
}
