// What was found, by kind.

/** @import { Result } from "./engine.js" */

/** @typedef {{kind: string, results: Result[]}} Group */

/**
 * Groups results by kind: the group with the best result first, and in each the best result first.
 * @param {Result[]} results best first
 * @returns {Group[]}
 */
export function grouped(results) {
  /** @type {Map<string, Result[]>} */
  const groups = new Map();
  for (const result of results) {
    const group = groups.get(result.kind);
    if (group) group.push(result);
    else groups.set(result.kind, [result]);
  }
  return [...groups].map(([kind, found]) => ({ kind, results: found }));
}
