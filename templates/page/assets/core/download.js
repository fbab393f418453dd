// Hands text to the reader as a file. It never leaves the device; the browser makes it.
import { make } from "./element.js";
import { today } from "./formats.js";

/** @param {unknown} data */
export function asText(data) {
  return `${JSON.stringify(data, null, 1)}\n`;
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} [type]
 */
export function handOver(text, name, type = "application/json") {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // Some browsers begin to read the file only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
}

/**
 * A file's name does not tell who wrote it: downloads are seen by others. Its day is the reader's own.
 * @param {string} id
 * @param {string} suffix
 */
export function nameFor(id, suffix) {
  return `${id}-${today()}${suffix}`;
}

/**
 * Calls `take` with each file that the reader chooses.
 * @param {HTMLInputElement} input
 * @param {(file: File) => Promise<void>} take
 */
export function onFile(input, take) {
  input.addEventListener("change", async () => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    await take(chosen);
    // So that the same file can be opened again.
    input.value = "";
  });
}
