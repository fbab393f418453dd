// A copy as a file. What locks one comes when it is asked for: see locking.js.
import { FIRST, FORMAT, VERSION } from "./answers.js";
import { told } from "../core/element.js";
import { asText, handOver, nameFor } from "../core/download.js";
import { MAX_BYTES } from "../core/untrusted.js";

/** @import { Desk } from "./desk.js" */

/**
 * What a file says of the copy on the desk; what the copy does not have is left out.
 * @param {HTMLFormElement} form
 * @param {Desk} desk
 */
export function pack(form, { content, unplaced }) {
  const { nickname, snapshots, changes } = content;
  // What the sheet has no place for is not part of a file: it could not be opened again.
  const placed = Object.entries(content.answers).filter(([name]) => !Object.hasOwn(unplaced, name));
  return asText({
    format: FORMAT,
    format_version: changes ? VERSION : FIRST,
    worksheet: form.dataset.worksheet,
    worksheet_version: form.dataset.version,
    language: document.documentElement.lang,
    saved: new Date().toISOString(),
    ...(nickname && { nickname }),
    ...(changes && { changes }),
    answers: Object.fromEntries(placed),
    ...(snapshots.length && { snapshots }),
  });
}

/**
 * Hands a text over as a file of this worksheet; returns the file's name, and whether what it holds is small enough
 * to be opened again.
 * @param {HTMLFormElement} form
 * @param {{text: string, inner?: string, ending: string}} made
 */
export function handOut(form, { text, inner = text, ending }) {
  const name = nameFor(told(form, "worksheet"), ending);
  handOver(text, name);
  return { name, isWhole: new TextEncoder().encode(inner).length <= MAX_BYTES };
}

/**
 * @param {HTMLFormElement} form
 * @param {Desk} desk
 */
export function savePlain(form, desk) {
  return handOut(form, { text: pack(form, desk), ending: ".json" });
}
