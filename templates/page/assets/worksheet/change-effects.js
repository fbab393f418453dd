// What changes of the sheet mean for what is written on it. It knows neither page nor browser.

/**
 * @import { Answers, Place } from "./places.js"
 * @import { Content } from "./answers.js"
 */

/**
 * @param {Place | undefined} place
 * @param {string | boolean} value
 */
function hasRoom(place, value) {
  return place !== undefined && !(place.values && typeof value === "string" && !place.values.includes(value));
}

/**
 * The content without what stood in parts that are no longer there, and whether that was anything. Values of
 * published parts stay with their dates, since those parts can come back.
 * @param {Content} content
 * @param {Place[]} before
 * @param {Place[]} after
 * @param {Place[]} published
 * @returns {{content: Content, isWritten: boolean}}
 */
export function without(content, before, after, published) {
  const known = new Map(after.map((place) => [place.name, place]));
  const gone = new Set(before.map(({ name }) => name).filter((name) => !known.has(name)));
  const isKept = (/** @type {string} */ name) => !gone.has(name) || published.some((place) => place.name === name);
  const were = new Set(before.map(({ name }) => name));
  // What the sheet had no room for before is not lost now.
  const answers = Object.entries(content.answers).filter(([name, value]) => !were.has(name) || hasRoom(known.get(name), value));
  const snapshots = content.snapshots.map(({ saved, values }) => ({
    saved,
    values: /** @type {Answers} */ (Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name)))),
  }));
  const isShorter = answers.length < Object.keys(content.answers).length;
  const isWritten = isShorter || JSON.stringify(snapshots) !== JSON.stringify(content.snapshots);
  return { content: { ...content, answers: Object.fromEntries(answers), snapshots }, isWritten };
}
