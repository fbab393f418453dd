// Who hears that a session that is being held has changed. Every page loads this, so that it is little.
import { keyOf } from "./records.js";
import { listUnder, onChange } from "./store.js";

/** @type {(() => void)[]} */
const listeners = [];

/** What is stored of sessions that are being held. */
export function stored() {
  return listUnder(keyOf("runs"));
}

/**
 * Calls `listener` when a session has changed, in this tab or another.
 * @param {() => void} listener
 */
export function onSession(listener) {
  listeners.push(listener);
  onChange(({ key }) => {
    if (key === null || key.startsWith(keyOf("runs"))) listener();
  });
}

/** Tells this tab that a session has changed. */
export function changed() {
  for (const listener of listeners) listener();
}
