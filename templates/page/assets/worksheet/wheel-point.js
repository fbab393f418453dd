// Which area of a wheel is pointed at, and which of its rings.

/**
 * The area, counted clockwise from the top, and the ring nearest to a point: 0 in the middle, `rings` on the rim.
 * Null outside the wheel, and in its very middle, where all areas meet. The point and `radius` are pixels around the
 * middle; the outermost ring reaches out of the wheel until there are `least` pixels for it.
 * @param {number} x
 * @param {number} y
 * @param {{radius: number, rings: number, areas: number, least: number}} wheel
 */
export function pointedAt(x, y, { radius, rings, areas, least }) {
  const [away, half] = [Math.hypot(x, y), radius / rings / 2];
  if (away < 3 || away > radius + least - Math.min(half, least / 2)) return null;
  const part = Math.atan2(x, -y) / (2 * Math.PI);
  return { area: Math.floor((part < 0 ? part + 1 : part) * areas) % areas, ring: Math.min(rings, Math.round(away / half / 2)) };
}
