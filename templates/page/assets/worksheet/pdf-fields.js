// The fields of a PDF form (ISO 32000-2, 12.7) and what somebody has filled in, whatever program saved it.
import { objectsOf } from "./pdf-objects.js";

/** @import { Dictionary } from "./pdf-objects.js" */

// Where PDFDocEncoding (ISO 32000-2, annex D) is not Latin 1.
const LOW = "˘ˇˆ˙˝˛˚˜";
const HIGH = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u009f€";

/**
 * What a text string says (7.9.2.2).
 * @param {string} bytes
 */
function decoded(bytes) {
  const codes = Uint8Array.from(bytes, (sign) => sign.charCodeAt(0));
  const marks = /** @type {const} */ ([["\xfe\xff", "utf-16be"], ["\xff\xfe", "utf-16le"], ["\xef\xbb\xbf", "utf-8"]]);
  const found = marks.find(([mark]) => bytes.startsWith(mark));
  // A language that is told within the text is none of it.
  if (found) return new TextDecoder(found[1]).decode(codes).replace(/\u001b[^\u001b]*\u001b/g, "");
  return bytes
    .replace(/[\x18-\x1f]/g, (sign) => LOW[sign.charCodeAt(0) - 0x18])
    .replace(/[\x80-\xa0]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80]);
}

/**
 * What a value is as text: what was typed, or the state of a button.
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (typeof value !== "object" || value === null) return "";
  if ("string" in value) return decoded(String(value.string));
  return "name" in value ? decoded(String(value.name)) : "";
}

/**
 * Returns the filled fields of a PDF by their full name, and what else it tells by name: its language as "Lang", and all
 * of its document information. Throws Refused where it cannot be read.
 * @param {ArrayBuffer} buffer
 */
export async function fieldsOf(buffer) {
  const objects = await objectsOf(buffer);
  /**
   * @param {unknown} value
   * @returns {unknown}
   */
  const target = (value) => (typeof value === "object" && value !== null && "number" in value ? objects.get(Number(value.number)) : value);
  /**
   * @param {unknown} value
   * @returns {Dictionary | undefined}
   */
  const dictionary = (value) => {
    const found = target(value);
    return found instanceof Map ? found : undefined;
  };

  /**
   * A field and those above it, itself first; none is its own ancestor.
   * @param {Dictionary} field
   */
  const line = (field) => {
    const found = [field];
    for (let above = dictionary(field.get("Parent")); above && !found.includes(above); above = dictionary(above.get("Parent"))) found.push(above);
    return found;
  };
  /** @type {Map<string, string>} */
  const filled = new Map();
  /** @type {Map<string, string>} */
  const about = new Map();
  for (const value of objects.values()) {
    const found = dictionary(value);
    if (found?.has("T") || found?.get("FT")) {
      const above = line(found);
      const name = above.map((each) => textOf(target(each.get("T")))).filter(Boolean).reverse().join(".");
      const given = above.map((each) => each.get("V")).find((each) => each !== undefined);
      const text = textOf(target(given));
      if (name && text) filled.set(name, text);
    }
    const language = textOf(target(found?.get("Lang")));
    if (language && isCatalog(found)) about.set("Lang", language);
    // The document's information has no type; what is looked for in it has names that nothing else has.
    for (const [key, told] of found ?? []) if (key.startsWith("Toolkit")) about.set(key, textOf(target(told)));
  }
  return { filled, about };
}

/** @param {Dictionary | undefined} found */
function isCatalog(found) {
  const type = found?.get("Type");
  return typeof type === "object" && type !== null && "name" in type && type.name === "Catalog";
}
