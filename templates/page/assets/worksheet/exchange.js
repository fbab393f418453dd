// Copies as files, plain or locked with a passphrase.
import { FIRST, FORMAT, VERSION } from "./answers.js";
import { told } from "../core/element.js";
import { asText, handOver, nameFor } from "../core/download.js";
import { withPassphrase } from "../core/passphrase.js";
import { canSeal, seal } from "../core/seal.js";
import { MAX_BYTES, Refused } from "../core/untrusted.js";

/** @import { Content } from "./answers.js" */

/**
 * What a file says of a copy; what the copy does not have is left out.
 * @param {HTMLFormElement} form
 * @param {Content} content
 * @param {string} saved
 */
function pack(form, { answers, nickname, snapshots, changes }, saved) {
  return {
    format: FORMAT,
    format_version: changes ? VERSION : FIRST,
    worksheet: form.dataset.worksheet,
    worksheet_version: form.dataset.version,
    language: document.documentElement.lang,
    saved,
    ...(nickname && { nickname }),
    ...(changes && { changes }),
    answers,
    ...(snapshots.length && { snapshots }),
  };
}

/**
 * Each returns the file's name, and whether it is small enough to be opened again.
 * @param {HTMLFormElement} form
 * @param {Content} content
 */
export function savePlain(form, content) {
  const saved = new Date().toISOString();
  const text = asText(pack(form, content, saved));
  const name = nameFor(told(form, "worksheet"), ".json");
  handOver(text, name);
  return { name, isWhole: isSmall(text) };
}

/**
 * Returns undefined where the reader turned away.
 * @param {HTMLFormElement} form
 * @param {Content} content
 */
export async function saveSealed(form, content) {
  if (!canSeal()) throw new Refused("seal-insecure");
  const saved = new Date().toISOString();
  const text = asText(pack(form, content, saved));
  const sealed = await withPassphrase(true, (secret) => seal(text, secret));
  if (!sealed) return undefined;
  const name = nameFor(told(form, "worksheet"), ".sealed.json");
  handOver(asText(sealed), name);
  return { name, isWhole: isSmall(text) };
}

/** @param {string} text */
function isSmall(text) {
  return new TextEncoder().encode(text).length <= MAX_BYTES;
}
