// How much two words look alike.

/**
 * How many letters two words begin with alike.
 * @param {string} one
 * @param {string} other
 */
export function common(one, other) {
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && one[same] === other[same]) same += 1;
  return same;
}

/**
 * Whether two words differ by one letter: another, one more or less, or two exchanged.
 * @param {string} one
 * @param {string} other
 */
export function withinOne(one, other) {
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > 1) return false;
  const start = common(one, other);
  if (one.length === other.length) {
    const exchanged = one.slice(start + 1, start + 2) + one.slice(start, start + 1) === other.slice(start, start + 2);
    if (one.slice(start + 1) === other.slice(start + 1)) return true;
    return exchanged && one.slice(start + 2) === other.slice(start + 2);
  }
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one];
  return longer.slice(start + 1) === shorter.slice(start);
}
