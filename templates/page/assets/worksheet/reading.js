// Files that are opened on a sheet: copies, plain or locked with a passphrase, and filled PDFs.
import { withPassphrase } from "../core/passphrase.js";
import { canSeal, checkSealed, SEALED, unseal } from "../core/seal.js";
import { isObject, MAX_BYTES, parse, Refused } from "../core/untrusted.js";
import { check, checkHead } from "./answers.js";

// What is locked grows by a third.
const MAX_FILE = 1.5 * MAX_BYTES;
// Programs put their own letters into what they save.
const MAX_PDF = 8 * MAX_BYTES;

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
  const { data, unread, changed } = await answersIn(await file.arrayBuffer(), form);
  return { ...check(data, form, changed), unread };
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
