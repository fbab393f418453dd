// Shows on every page that a session is being held. What it takes is loaded where one is.
import { onSession, stored } from "../core/running.js";

async function look() {
  try {
    const records = await stored();
    const isShown = document.documentElement.classList.contains("session-runs");
    if (records.length || isShown) await (await import("./bar.js")).show(records);
  } catch {
    // Without a store there is nothing to be shown.
  }
}

/** Resolves once the bar is shown, where there is a session. */
export function offerBar() {
  onSession(look);
  return look();
}
