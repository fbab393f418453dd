// Questions that a reader has written: part of the one collection, named "_own/…" among those of the banks.
import { keyOf } from "./records.js";
import { get, onChange, update } from "./store.js";
import { isObject } from "./untrusted.js";

/**
 * @import { Stored } from "./store.js"
 * @typedef {{id: string, text: string}} OwnQuestion
 */

const KEY = keyOf("own");
/** What the name of a question of one's own begins with; no id of a bank holds such a sign. */
export const OWN = "_own/";

/**
 * @param {Stored | undefined} record
 * @returns {OwnQuestion[]}
 */
function questionsIn(record) {
  const found = Array.isArray(record?.questions) ? record.questions : [];
  return found.flatMap((one) =>
    isObject(one) && typeof one.id === "string" && one.id.startsWith(OWN) && typeof one.text === "string"
      ? [{ id: one.id, text: one.text }]
      : [],
  );
}

/** All of them, the latest first. */
export async function ownQuestions() {
  return questionsIn(await get("marks", KEY));
}

/** @param {string} text */
export async function add(text) {
  const id = `${OWN}${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  await update("marks", KEY, (old) => ({ key: KEY, questions: [{ id, text }, ...questionsIn(old)] }));
}

/** @param {string} id */
export async function remove(id) {
  await update("marks", KEY, (old) => {
    const questions = questionsIn(old).filter((one) => one.id !== id);
    return questions.length ? { key: KEY, questions } : undefined;
  });
}

/** @param {() => void} listener called when another tab has changed them */
export function onOwn(listener) {
  onChange(({ key }) => {
    if (key === KEY || key === null) listener();
  });
}
