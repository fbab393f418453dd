// Copies as files: plain or locked with a passphrase, out and in; and filled PDFs, in.
import { check, checkHead, FIRST, FORMAT, VERSION } from "./answers.js";
import { told } from "../core/element.js";
import { asText, handOver, nameFor } from "../core/download.js";
import { withPassphrase } from "../core/passphrase.js";
import { canSeal, checkSealed, seal, SEALED, unseal } from "../core/seal.js";
import { isObject, MAX_BYTES, parse, Refused } from "../core/untrusted.js";

/** @import { Content } from "./answers.js" */

// What is locked grows by a third.
const MAX_FILE = 1.5 * MAX_BYTES;
// Programs put their own letters into what they save.
const MAX_PDF = 8 * MAX_BYTES;

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

/** @param {Record<string, unknown>} found */
async function unlocked(found) {
  if (!canSeal()) throw new Refused("seal-insecure");
  const data = checkSealed(found);
  return withPassphrase(false, (secret) => unseal(data, secret));
}

/**
 * Returns what a filled PDF holds for this sheet, with what could not be read in `unread`; throws Refused.
 * @param {File} file
 * @param {HTMLFormElement} form
 */
async function readPdf(file, form) {
  if (file.size > MAX_PDF) throw new Refused("too-large");
  const { answersIn } = await import("./from-pdf.js");
  const { data, unread } = await answersIn(await file.arrayBuffer(), form);
  return { ...check(data, form), unread };
}

/**
 * Returns what a file holds for this sheet; undefined where the reader turned away; throws Refused.
 * @param {File} file
 * @param {HTMLFormElement} form
 * @returns {Promise<(ReturnType<typeof check> & {unread?: string[]}) | undefined>}
 */
export async function read(file, form) {
  // Something may stand before it (ISO 32000-2, 7.5.2).
  if ((await file.slice(0, 1024).text()).includes("%PDF-")) return readPdf(file, form);
  if (file.size > MAX_FILE) throw new Refused("too-large");
  let bytes = await file.arrayBuffer();
  let data = parse(bytes);
  if (isObject(data) && data.format === SEALED) {
    const opened = await unlocked(data);
    if (!opened) return undefined;
    bytes = opened;
    data = parse(bytes);
  }
  if (bytes.byteLength > MAX_BYTES) throw new Refused("too-large");
  checkHead(data, form);
  if (data.changes === undefined) return check(data, form);
  const { changedBy } = await import("./changed-page.js");
  return check(data, form, changedBy(data.changes));
}
