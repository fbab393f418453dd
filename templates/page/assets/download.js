// Hands the answers to the reader as a file. It never leaves the device; the browser makes it.
import { FORMAT, VERSION } from "./answers.js";

// Returns the file's name. It does not tell who wrote it: downloads are seen by others.
export function write(form, answers) {
  const saved = new Date().toISOString();
  const data = {
    format: FORMAT,
    format_version: VERSION,
    worksheet: form.dataset.worksheet,
    worksheet_version: form.dataset.version,
    language: document.documentElement.lang,
    saved,
    answers,
  };
  const blob = new Blob([JSON.stringify(data, null, 1), "\n"], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${data.worksheet}-${saved.slice(0, 10)}.json`;
  link.click();
  // Some browsers begin to read the file only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
  return link.download;
}
