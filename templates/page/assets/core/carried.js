// Earlier versions kept a worksheet of questions for each bank. They become the one of all banks where they fit together;
// those of another name, title or date stay by themselves, so that two clients' answers never meet.
import { carried, isEmpty, joined, usable } from "./own-record.js";
import { keyOf } from "./records.js";
import { listUnder, update } from "./store.js";

/** @import { Stored } from "./store.js" */

const CURRENT = keyOf("sheets");

/**
 * The bank that a stored sheet's questions belong to, where they do not say so themselves.
 * @param {Stored} record
 */
export function bankOf(record) {
  return String(record.key).slice(CURRENT.length);
}

/** The sheets that stand by themselves. */
export async function others() {
  return (await listUnder(CURRENT)).filter(({ key }) => key !== CURRENT);
}

/**
 * Deletes a stored sheet, if it is still as it was.
 * @param {Stored} record
 */
function remove(record) {
  return update("marks", String(record.key), (now) => (JSON.stringify(now) === JSON.stringify(record) ? undefined : now));
}

/**
 * Joins what earlier versions kept to the one sheet. Where it breaks off, it goes on the next time: nothing is there twice.
 * Returns whether any stay by themselves.
 */
export async function carryOver() {
  for (const record of await others()) {
    let isTaken = false;
    await update("marks", CURRENT, (now) => {
      const sheet = joined(usable(now), carried(record, bankOf(record)));
      isTaken = sheet !== null;
      return sheet && !isEmpty(sheet) ? { key: CURRENT, ...sheet } : now;
    });
    if (isTaken) await remove(record);
  }
  return (await others()).length > 0;
}

/**
 * Makes another sheet the one that is shown; that one is kept by itself.
 * @param {Stored} record
 */
export async function exchange(record) {
  /** @type {Stored | undefined} */
  let shown;
  await update("marks", CURRENT, (now) => (shown = now));
  // It is stored elsewhere before it goes.
  const key = `${CURRENT}${Date.now()}`;
  if (shown) await update("marks", key, () => ({ ...shown, key }));
  await update("marks", CURRENT, () => ({ key: CURRENT, ...carried(record, bankOf(record)) }));
  await remove(record);
}
