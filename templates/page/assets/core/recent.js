// Remembers on this device which guides, banks and sheets were opened last; the home page shows them.
import { keyOf } from "./records.js";
import { get, update } from "./store.js";

const KEY = keyOf("recent");
const KEPT = 8;

// The paths of pages opened last, the latest first. A record of another make counts as none.
export async function recent() {
  const found = await get("marks", KEY);
  return Array.isArray(found?.paths) ? found.paths.filter((path) => typeof path === "string") : [];
}

export async function remember() {
  const { path } = document.body.dataset;
  if (!path) return;
  try {
    await update("marks", KEY, (old) => {
      const before = Array.isArray(old?.paths) ? old.paths : [];
      return { key: KEY, paths: [path, ...before.filter((other) => other !== path)].slice(0, KEPT) };
    });
  } catch {
    // Without a store nothing is remembered, and nothing is lost that anybody wrote.
  }
}
