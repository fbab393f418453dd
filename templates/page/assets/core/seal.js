// Locks a file with a passphrase, and opens it: AES-GCM with 256 bits, and a key from PBKDF2-HMAC-SHA-256.
// That is what WebCrypto offers without foreign code; Argon2id would be better against special hardware. The
// number of rounds is OWASP's (Password Storage Cheat Sheet, 2023: 600,000 for PBKDF2 with SHA-256).
import { Refused } from "./untrusted.js";

/**
 * @typedef {{format: string, format_version: number, cipher: string, kdf: string, iterations: number, salt: string, iv: string}} Head
 * @typedef {Head & {sealed: string}} Sealed
 */

export const SEALED = "coaching-toolkit-sealed-answers";
const VERSION = 1;
const KDF = "PBKDF2-HMAC-SHA-256";
const CIPHER = "AES-256-GCM";
const ROUNDS = 600_000;
// Fewer would be no lock; more would only keep the reader waiting.
const BOUNDS = [100_000, 5_000_000];
const SALT = 16;
const IV = 12;

export function canSeal() {
  return Boolean(globalThis.crypto?.subtle);
}

/**
 * Spread over a large file, the bytes would be too many arguments.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/**
 * @param {unknown} text
 * @param {number} [length]
 */
function fromBase64(text, length) {
  if (typeof text !== "string") throw new Refused("not-json");
  let found;
  try {
    found = atob(text);
  } catch {
    throw new Refused("not-json");
  }
  if (length !== undefined && found.length !== length) throw new Refused("not-json");
  return Uint8Array.from(found, (letter) => letter.charCodeAt(0));
}

/**
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 */
async function keyFrom(passphrase, salt, iterations) {
  const secret = new TextEncoder().encode(passphrase);
  const base = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * The head is bound to what is locked: who changes it, breaks the file.
 * @param {Head} head
 */
function cipher({ format, format_version: version, kdf, iterations, cipher: name, salt, iv }) {
  const head = JSON.stringify([format, version, name, kdf, iterations, salt]);
  return { name: "AES-GCM", iv: fromBase64(iv, IV), additionalData: new TextEncoder().encode(head) };
}

/**
 * @param {string} text
 * @param {string} passphrase
 * @returns {Promise<Sealed>}
 */
export async function seal(text, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const head = {
    format: SEALED,
    format_version: VERSION,
    cipher: CIPHER,
    kdf: KDF,
    iterations: ROUNDS,
    salt: toBase64(salt),
    iv: toBase64(iv),
  };
  const key = await keyFrom(passphrase, salt, ROUNDS);
  const sealed = await crypto.subtle.encrypt(cipher(head), key, new TextEncoder().encode(text));
  return { ...head, sealed: toBase64(new Uint8Array(sealed)) };
}

/**
 * Throws Refused for what no passphrase could open, so that none is asked for.
 * @param {Record<string, unknown>} data
 * @returns {Sealed}
 */
export function checkSealed(data) {
  if (data.format_version !== VERSION || data.cipher !== CIPHER || data.kdf !== KDF) throw new Refused("newer");
  const { iterations } = data;
  if (!Number.isInteger(iterations)) throw new Refused("not-json");
  if (Number(iterations) < BOUNDS[0] || Number(iterations) > BOUNDS[1]) throw new Refused("not-json");
  fromBase64(data.salt, SALT);
  fromBase64(data.iv, IV);
  fromBase64(data.sealed);
  return /** @type {Sealed} */ (data);
}

/**
 * Returns the bytes that were locked; throws Refused("passphrase-wrong") where they do not come out as they went in.
 * @param {Sealed} data
 * @param {string} passphrase
 */
export async function unseal(data, passphrase) {
  const key = await keyFrom(passphrase, fromBase64(data.salt, SALT), data.iterations);
  try {
    return await crypto.subtle.decrypt(cipher(data), key, fromBase64(data.sealed));
  } catch {
    throw new Refused("passphrase-wrong");
  }
}
