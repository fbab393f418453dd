// The objects of a PDF (ISO 32000-2, 7.3, 7.5), as whatever program may have saved it: tables of where things are differ
// and are often wrong, so that all objects are read in their order, and of two with one number the later counts.
import { Refused } from "../core/untrusted.js";

/**
 * A string's characters are bytes. A stream stands for its dictionary, with its bytes from `start` to `end`.
 * @typedef {{name: string}} Name
 * @typedef {{string: string}} Text
 * @typedef {{number: number}} Reference
 * @typedef {Map<string, unknown>} Dictionary
 * @typedef {{dictionary: Dictionary, start: number, end: number}} Stream
 */

// What a hostile file could make of a few bytes.
const MOST_INFLATED = 30_000_000;
const DEEPEST = 50;
// Within so many bytes, a file ends.
const END = 2048;

const SPACE = "\0\t\n\f\r ";
const ENDS = `${SPACE}()<>[]{}/%`;
const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![a-z])/g;
const ESCAPES = new Map(Object.entries({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }));

/** Reads values off a text, each of whose characters is a byte. */
class Reader {
  #text;
  at;

  /**
   * @param {string} text
   * @param {number} at
   */
  constructor(text, at) {
    this.#text = text;
    this.at = at;
  }

  skip() {
    for (; this.at < this.#text.length; this.at += 1) {
      const sign = this.#text[this.at];
      if (sign === "%") while (this.at < this.#text.length && !"\r\n".includes(this.#text[this.at])) this.at += 1;
      else if (!SPACE.includes(sign)) return;
    }
  }

  /** @param {string} word */
  takes(word) {
    this.skip();
    if (!this.#text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  #word() {
    const start = this.at;
    while (this.at < this.#text.length && !ENDS.includes(this.#text[this.at])) this.at += 1;
    if (this.at === start) throw new Refused("pdf-broken");
    return this.#text.slice(start, this.at);
  }

  /**
   * The next value; a word that is none of the standard's is itself.
   * @returns {unknown}
   */
  value(depth = 0) {
    if (depth > DEEPEST) throw new Refused("pdf-broken");
    if (this.takes("<<")) return this.#dictionary(depth + 1);
    if (this.takes("[")) return this.#array(depth + 1);
    if (this.takes("(")) return { string: this.#literal() };
    if (this.takes("<")) return { string: this.#hexadecimal() };
    if (this.takes("/")) return this.#name();
    const word = this.#word();
    return /^[+-]?[\d.]+$/.test(word) ? this.#number(word) : word;
  }

  /** @param {string} word */
  #number(word) {
    const found = /^[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z])/.exec(this.#text.slice(this.at, this.at + 20));
    if (!found || !/^\d+$/.test(word)) return Number(word);
    this.at += found[0].length;
    return { number: Number(word) };
  }

  /** @returns {Name} */
  #name() {
    const start = this.at;
    while (this.at < this.#text.length && !ENDS.includes(this.#text[this.at])) this.at += 1;
    const name = this.#text.slice(start, this.at);
    return { name: name.replace(/#([\da-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))) };
  }

  /** @param {number} depth */
  #array(depth) {
    const found = [];
    while (!this.takes("]")) found.push(this.value(depth));
    return found;
  }

  /**
   * @param {number} depth
   * @returns {Dictionary}
   */
  #dictionary(depth) {
    const found = new Map();
    while (!this.takes(">>")) {
      if (!this.takes("/")) throw new Refused("pdf-broken");
      const { name } = this.#name();
      found.set(name, this.value(depth));
    }
    return found;
  }

  #hexadecimal() {
    const end = this.#text.indexOf(">", this.at);
    if (end < 0) throw new Refused("pdf-broken");
    const digits = this.#text.slice(this.at, end).replace(/[^\da-f]/gi, "");
    this.at = end + 1;
    return (digits.match(/..?/g) ?? []).map((pair) => String.fromCharCode(parseInt(pair.padEnd(2, "0"), 16))).join("");
  }

  #literal() {
    const found = [];
    for (let open = 1; ; this.at += 1) {
      const sign = this.#text[this.at];
      if (sign === undefined) throw new Refused("pdf-broken");
      if (sign === "\\") {
        found.push(this.#escaped());
        continue;
      }
      if (sign === "(") open += 1;
      if (sign === ")") open -= 1;
      if (open === 0) break;
      found.push(sign === "\r" ? this.#lineEnd() : sign);
    }
    this.at += 1;
    return found.join("");
  }

  // However a line ends, it is one character.
  #lineEnd() {
    if (this.#text[this.at + 1] === "\n") this.at += 1;
    return "\n";
  }

  /** What a backslash begins; ends on its last character. */
  #escaped() {
    const octal = /^[0-7]{1,3}/.exec(this.#text.slice(this.at + 1, this.at + 4));
    if (octal) {
      this.at += octal[0].length;
      return String.fromCharCode(parseInt(octal[0], 8) & 255);
    }
    this.at += 1;
    const sign = this.#text[this.at] ?? "";
    // A line that goes on in the next.
    if (sign === "\r") return this.#lineEnd().slice(1);
    return sign === "\n" ? "" : ESCAPES.get(sign) ?? sign;
  }
}

/**
 * Text of which each character is a byte.
 * @param {Uint8Array} bytes
 */
function asBytes(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 32768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
  return parts.join("");
}

/**
 * Where a stream ends: at the length that it says, or where "endstream" stands.
 * @param {string} text
 * @param {number} start
 * @param {unknown} length
 */
function endOf(text, start, length) {
  if (typeof length === "number" && /^\s*endstream/.test(text.slice(start + length, start + length + 20))) return start + length;
  const end = text.indexOf("endstream", start);
  return end < 0 ? text.length : end;
}

/**
 * @param {Uint8Array} bytes
 * @param {{left: number}} room
 */
async function inflated(bytes, room) {
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const reader = stream.getReader();
  const parts = [];
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      room.left -= next.value.length;
      if (room.left < 0) throw new Refused("too-large");
      parts.push(asBytes(next.value));
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    // A line end after the last byte is no fault of what came before.
    if (error instanceof Refused || !parts.length) throw error;
  }
  return parts.join("");
}

/**
 * The objects that a stream of objects holds (7.5.7).
 * @param {Dictionary} dictionary
 * @param {string} text
 * @param {Map<number, unknown>} found
 */
function unpack(dictionary, text, found) {
  const first = Number(dictionary.get("First"));
  const index = new Reader(text, 0);
  for (let count = Math.min(Number(dictionary.get("N")), text.length); count > 0; count -= 1) {
    const number = Number(index.value());
    const offset = Number(index.value());
    if (!Number.isSafeInteger(number) || !Number.isSafeInteger(offset)) throw new Refused("pdf-broken");
    found.set(number, new Reader(text, first + offset).value());
  }
}

/**
 * @param {unknown} value
 * @param {string} name
 */
const isNamed = (value, name) => typeof value === "object" && value !== null && "name" in value && value.name === name;

/**
 * Returns all objects of a PDF by their number; throws Refused where it is none, or cannot be read.
 * @param {ArrayBuffer} buffer
 * @returns {Promise<Map<number, unknown>>}
 */
export async function objectsOf(buffer) {
  const bytes = new Uint8Array(buffer);
  const text = asBytes(bytes);
  if (/\/Encrypt[\0\t\n\f\r ]+(\d|<<)/.test(text)) throw new Refused("pdf-locked");
  // Where the end is missing, fields may be, too (7.5.5).
  if (!text.slice(-END).includes("%%EOF")) throw new Refused("pdf-broken");
  /** @type {Map<number, unknown>} */
  const found = new Map();
  const room = { left: MOST_INFLATED };
  OBJECT.lastIndex = 0;
  for (let next = OBJECT.exec(text); next; next = OBJECT.exec(text)) {
    const reader = new Reader(text, OBJECT.lastIndex);
    const value = reader.value();
    OBJECT.lastIndex = Math.max(reader.at, OBJECT.lastIndex);
    if (!(value instanceof Map) || !reader.takes("stream")) {
      found.set(Number(next[1]), value);
      continue;
    }
    if (text[reader.at] === "\r") reader.at += 1;
    if (text[reader.at] === "\n") reader.at += 1;
    const end = endOf(text, reader.at, value.get("Length"));
    OBJECT.lastIndex = end;
    if (!isNamed(value.get("Type"), "ObjStm")) continue;
    const packed = bytes.subarray(reader.at, end);
    unpack(value, value.has("Filter") ? await inflated(packed, room).catch(broken) : asBytes(packed), found);
  }
  return found;
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function broken(error) {
  throw error instanceof Refused ? error : new Refused("pdf-broken");
}
