// The record of a session that was held: real times and notes by phase. It is kept on this device, and handed over as
// text where its reader wants it.
import { inMinutes } from "../core/durations.js";
import { keyOf } from "../core/records.js";
import { textsIn, titlesIn } from "../core/held.js";
import { get, listUnder, update } from "../core/store.js";
import { read, restore } from "../core/timer.js";
import { held } from "../core/untrusted.js";
import { say } from "../core/words.js";
import { clock } from "./run-words.js";

/**
 * A session of a guide: its clock and its notes by phase, and all that its record tells besides. Times of a row are in
 * milliseconds.
 * @import { Stored } from "../core/store.js"
 * @import { Run } from "../core/timer.js"
 * @typedef {{id: string, title: string, planned: number, spent: number, note: string}} Row
 * @typedef {{key: string, run: Run, title: string, rows: Row[], notes: Record<string, string>}} SessionRecord
 */

const page = document.documentElement.lang;

/**
 * @param {string} session
 * @param {number} started
 */
export function recordKey(session, started) {
  return keyOf("records", `${session}/${started}`);
}

/**
 * What is stored of a session as a record; null where it is of another make.
 * @param {Stored | undefined} stored
 * @returns {SessionRecord | null}
 */
export function recordOf(stored) {
  if (!stored || typeof stored.language !== "string") return null;
  const all = titlesIn(stored.titles);
  const titles = held(all, page) ?? held(all, stored.language) ?? {};
  const run = restore(stored, Object.keys(titles));
  if (!run || run.ended === null) return null;
  const notes = textsIn(stored.notes);
  const { planned, spent } = read(run, run.ended);
  const rows = run.plan.map(({ id }, index) => ({
    id,
    title: titles[id],
    planned: planned[index],
    spent: spent[index],
    note: held(notes, id) ?? "",
  }));
  return { key: String(stored.key), run, title: typeof stored.title === "string" ? stored.title : "", rows, notes };
}

/**
 * The records of a guide's sessions, the latest first.
 * @param {string} session
 */
export async function records(session) {
  const stored = await listUnder(keyOf("records", `${session}/`));
  return stored.flatMap((one) => recordOf(one) ?? []).sort((one, other) => other.run.started - one.run.started);
}

/** @param {string} key */
export async function recordAt(key) {
  return recordOf(await get("marks", key));
}

/**
 * Writes a note into a record that is stored.
 * @param {SessionRecord} record
 * @param {string} id
 * @param {string} note
 */
export function writeNote(record, id, note) {
  record.notes[id] = note;
  for (const row of record.rows) if (row.id === id) row.note = note;
  return update("marks", record.key, (old) => old && { ...old, notes: { ...textsIn(old.notes), [id]: note } });
}

/** @param {SessionRecord} record */
export function removeRecord({ key }) {
  return update("marks", key, () => undefined);
}

/**
 * When a session was held, from its beginning to its end.
 * @param {Run} run
 */
export function heldAt({ started, ended }) {
  const format = new Intl.DateTimeFormat(page, { dateStyle: "long", timeStyle: "short" });
  return format.formatRange(started, ended ?? started);
}

/**
 * Times of a phase, in words.
 * @param {number} planned
 * @param {number} spent
 */
export function timesText(planned, spent) {
  return say("record-times", { planned: inMinutes(Math.round(planned / 60_000)), spent: clock(spent) });
}

/** @param {SessionRecord} record */
export function wholeOf({ rows }) {
  const sum = (/** @type {"planned" | "spent"} */ name) => rows.reduce((total, row) => total + row[name], 0);
  return { planned: sum("planned"), spent: sum("spent") };
}

/**
 * The record as plain text.
 * @param {SessionRecord} record
 */
export function asPlainText(record) {
  const { planned, spent } = wholeOf(record);
  const phases = record.rows.map((row, index) => {
    const head = `${index + 1}. ${row.title} – ${timesText(row.planned, row.spent)}`;
    return row.note.trim() ? `${head}\n${row.note.trim()}` : head;
  });
  const whole = `${say("record-whole")} – ${timesText(planned, spent)}`;
  return [`${say("record-title")}: ${record.title}`, heldAt(record.run), ...phases, whole].join("\n\n") + "\n";
}
