// Which copy this tab shows, so that a reload or the page in another language opens it again.
// The browser's store for one tab holds a random number only, and is gone with the tab.
import { NAME } from "./store.js";

const PREFIX = `${NAME} copy `;

/**
 * The copy's id; "" where a blank sheet was chosen, null where nothing was.
 * @param {string} worksheet
 */
export function remembered(worksheet) {
  try {
    return sessionStorage.getItem(PREFIX + worksheet);
  } catch {
    return null;
  }
}

/**
 * @param {string} worksheet
 * @param {string} id
 */
export function remember(worksheet, id) {
  try {
    sessionStorage.setItem(PREFIX + worksheet, id);
  } catch {
    // Where it is not allowed, the list of copies is one step away.
  }
}

export function forget() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // What could not be kept need not be taken away.
  }
}

const CLEARED = `${NAME} kept pages cleared`;

/** Says, or asks, whether this tab's reader wants no pages kept. */
export const cleared = {
  get() {
    try {
      return sessionStorage.getItem(CLEARED) !== null;
    } catch {
      return false;
    }
  },
  /** @param {boolean} isCleared */
  set(isCleared) {
    try {
      if (isCleared) sessionStorage.setItem(CLEARED, "");
      else sessionStorage.removeItem(CLEARED);
    } catch {
      // Where it is not allowed, no pages can be kept either.
    }
  },
};
