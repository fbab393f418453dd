// Copies as files: plain or locked with a passphrase, out and in.
import { check, FORMAT, VERSION } from "./answers.js";
import { asText, handOver, nameFor } from "../core/download.js";
import { withPassphrase } from "./passphrase.js";
import { canSeal, checkSealed, seal, SEALED, unseal } from "./seal.js";
import { MAX_BYTES, parse, Refused } from "../core/untrusted.js";

// What is locked grows by a third.
const MAX_FILE = 1.5 * MAX_BYTES;

// What a file says of a copy; what the copy does not have is left out.
function pack(form, { answers, nickname, snapshots }, saved) {
  return {
    format: FORMAT,
    format_version: VERSION,
    worksheet: form.dataset.worksheet,
    worksheet_version: form.dataset.version,
    language: document.documentElement.lang,
    saved,
    ...(nickname && { nickname }),
    answers,
    ...(snapshots.length && { snapshots }),
  };
}

// Each returns the file's name, and whether it is small enough to be opened again.
export function savePlain(form, content) {
  const saved = new Date().toISOString();
  const text = asText(pack(form, content, saved));
  const name = nameFor(form.dataset.worksheet, ".json");
  handOver(text, name);
  return { name, isWhole: isSmall(text) };
}

// Returns undefined where the reader turned away.
export async function saveSealed(form, content) {
  if (!canSeal()) throw new Refused("seal-insecure");
  const saved = new Date().toISOString();
  const text = asText(pack(form, content, saved));
  const sealed = await withPassphrase({ isNew: true, work: (secret) => seal(text, secret) });
  if (!sealed) return undefined;
  const name = nameFor(form.dataset.worksheet, ".sealed.json");
  handOver(asText(sealed), name);
  return { name, isWhole: isSmall(text) };
}

function isSmall(text) {
  return new TextEncoder().encode(text).length <= MAX_BYTES;
}

async function unlocked(data) {
  if (!canSeal()) throw new Refused("seal-insecure");
  checkSealed(data);
  const isWrong = (error) => error instanceof Refused && error.word === "passphrase-wrong";
  return withPassphrase({ isNew: false, work: (secret) => unseal(data, secret), isWrong });
}

// Returns what a file holds for this sheet; undefined where the reader turned away; throws Refused.
export async function read(file, form) {
  if (file.size > MAX_FILE) throw new Refused("too-large");
  let bytes = await file.arrayBuffer();
  let data = parse(bytes);
  if (data?.format === SEALED) {
    bytes = await unlocked(data);
    if (!bytes) return undefined;
    data = parse(bytes);
  }
  if (bytes.byteLength > MAX_BYTES) throw new Refused("too-large");
  return check(data, form);
}
