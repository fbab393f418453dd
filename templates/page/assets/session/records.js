// The list of records of a guide's sessions, in a dialog of its own.
import { byId, make, one, put } from "../core/element.js";
import { counted } from "../core/formats.js";
import { awaited } from "../core/ready.js";
import { onChange } from "../core/store.js";
import { say } from "../core/words.js";
import { heldAt, records } from "./record.js";
import { viewOf } from "./record-view.js";

const dialog = byId("tk_records", HTMLDialogElement);
const offer = one(document, "[data-run=records]", HTMLButtonElement);
const list = one(dialog, ".record-list");

/**
 * @param {string} session
 */
async function refresh(session) {
  let found;
  try {
    found = await records(session);
  } catch {
    // Without a store there are none.
    return;
  }
  offer.hidden = !found.length;
  put(offer, say("record-list", { count: counted(found.length) }));
  if (!dialog.open) return;
  list.replaceChildren(...found.map((record, index) => entryOf(record, session, index === 0)));
  if (!found.length) dialog.close();
}

/**
 * @param {Awaited<ReturnType<typeof records>>[number]} record
 * @param {string} session
 * @param {boolean} isFirst
 */
function entryOf(record, session, isFirst) {
  const removed = async () => {
    await refresh(session);
    if (dialog.open) one(dialog, "h2").focus();
  };
  const entry = make("details", "record-entry", make("summary", "", heldAt(record.run)));
  const fill = () => {
    if (entry.open && entry.childElementCount === 1) entry.append(viewOf(record, session, removed));
  };
  entry.addEventListener("toggle", fill);
  entry.name = "record";
  entry.open = isFirst;
  fill();
  return entry;
}

/** @param {string} session */
export function offerRecords(session) {
  offer.addEventListener("click", () => {
    dialog.showModal();
    awaited(refresh(session));
    one(dialog, "h2").focus();
  });
  onChange(({ key }) => {
    if (!dialog.open && (key === null || key.startsWith("session-record/"))) refresh(session);
  });
  awaited(refresh(session));
  return () => refresh(session);
}
