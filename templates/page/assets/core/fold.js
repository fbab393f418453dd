// Search without a difference of accents and capitals, on a phone's keyboard as on any other.

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘ʼ]/gu, "'").toLowerCase();
}

/**
 * Returns whether a folded text holds every word of the query, as a whole or in part.
 * @param {string} query
 * @returns {(folded: string) => boolean}
 */
export function matcher(query) {
  const typed = fold(query).split(/\s+/u).filter(Boolean);
  const bare = typed.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
  // Signs around a word do not count; signs alone are what was looked for.
  const words = bare.length ? bare : typed;
  return (folded) => words.every((word) => folded.includes(word));
}
