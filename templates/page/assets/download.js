// Hands a copy to the reader as a file. It never leaves the device; the browser makes it.
import { FORMAT, VERSION } from "./answers.js";

// What a file says of a copy. What a copy does not have is left out.
export function pack(form, { answers, nickname, snapshots }, saved) {
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

export function asText(data) {
  return `${JSON.stringify(data, null, 1)}\n`;
}

// The file's name does not tell who wrote it: downloads are seen by others.
export function nameFor(form, saved, suffix) {
  return `${form.dataset.worksheet}-${saved.slice(0, 10)}${suffix}`;
}

export function handOver(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  // Some browsers begin to read the file only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
}
