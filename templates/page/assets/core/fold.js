// Search without a difference of accents and capitals, on a phone's keyboard as on any other.

export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘ʼ]/gu, "'").toLowerCase();
}

// Returns whether a folded text holds every word of the query, as a whole or in part.
export function matcher(query) {
  const typed = fold(query).split(/\s+/u).filter(Boolean);
  const bare = typed.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
  // Signs around a word do not count; signs alone are what was looked for.
  const words = bare.length ? bare : typed;
  return (folded) => words.every((word) => folded.includes(word));
}

// What an element says in the page's own language; a second one may stand beside it.
export function ownText(element) {
  const copy = element.cloneNode(true);
  for (const other of copy.querySelectorAll(".also, .tag, .tools")) other.remove();
  return copy.textContent.replace(/\s+/gu, " ").trim();
}
