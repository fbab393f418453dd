// Remembers on this device which guides, banks and sheets were opened last; the home page shows them.
import { keyOf } from "./records.js";
import { get, update } from "./store.js";

const KEY = keyOf("recent");
const KEPT = 8;

/** @import { Stored } from "./store.js" */

/**
 * The paths that a record holds; one of another make counts as none.
 * @param {Stored | undefined} record
 */
function pathsOf(record) {
  return Array.isArray(record?.paths) ? record.paths.filter((path) => typeof path === "string") : [];
}

/** The paths of pages opened last, the latest first. */
export async function recent() {
  return pathsOf(await get("marks", KEY));
}

export async function remember() {
  const { path } = document.body.dataset;
  if (!path) return;
  try {
    await update("marks", KEY, (old) => {
      const before = pathsOf(old).filter((other) => other !== path);
      return { key: KEY, paths: [path, ...before].slice(0, KEPT) };
    });
  } catch {
    // Without a store nothing is remembered, and nothing is lost that anybody wrote.
  }
}
