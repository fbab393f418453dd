// Hands text to the reader as a file. It never leaves the device; the browser makes it.
import { today } from "./formats.js";

export function asText(data) {
  return `${JSON.stringify(data, null, 1)}\n`;
}

export function handOver(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  // Some browsers begin to read the file only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
}

// A file's name does not tell who wrote it: downloads are seen by others. Its day is the reader's own.
export function nameFor(id, suffix) {
  return `${id}-${today()}${suffix}`;
}
