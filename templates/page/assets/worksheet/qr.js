// QR codes (ISO/IEC 18004): bytes, error correction of level M, versions 1 to 25. That is what an address needs, and small
// enough to be our own; tests/test_client_link.py compares every version with those of segno, dot by dot.

// For each version: words of error correction in a block, and blocks.
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];
// What says "level M" in a code's format.
const LEVEL = 0;

/** @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/**
 * Rows of dots: true is dark, undefined is not decided yet.
 * @typedef {(boolean | undefined)[][]} Dots
 */

/** @param {number} version */
const sizeOf = (version) => 17 + 4 * version;

/**
 * Where the middles of the small squares stand, across and down.
 * @param {number} version
 */
function middles(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
  const later = Array.from({ length: count - 1 }, (_, n) => sizeOf(version) - 7 - n * step);
  return [6, ...later.reverse()];
}

// -- words ---------------------------------------------------------------------------------------------

/**
 * The product of two elements of the field with 256 elements.
 * @param {number} a
 * @param {number} b
 */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** @param {number} degree */
function divisorOf(degree) {
  const divisor = Array(degree).fill(0);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let n = 0; n < degree; n += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

/**
 * @param {number[]} data
 * @param {number[]} divisor
 */
function remainderOf(data, divisor) {
  const rest = divisor.map(() => 0);
  for (const word of data) {
    const factor = word ^ Number(rest.shift());
    rest.push(0);
    divisor.forEach((part, at) => (rest[at] ^= times(part, factor)));
  }
  return rest;
}

/**
 * How many words a code has room for, those of error correction among them.
 * @param {number} version
 */
function roomOf(version) {
  const empty = frameOf(version);
  return Math.floor(empty.flat().filter((dot) => dot === undefined).length / 8);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} version
 * @param {number} room in words, without error correction
 */
function wordsOf(bytes, version, room) {
  const width = version < 10 ? 8 : 16;
  let bits = `0100${bytes.length.toString(2).padStart(width, "0")}`;
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  bits += "0".repeat(Math.min(4, 8 * room - bits.length));
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
  const words = Array.from({ length: bits.length / 8 }, (_, n) => parseInt(bits.slice(8 * n, 8 * n + 8), 2));
  for (let n = 0; words.length < room; n += 1) words.push(n % 2 ? 0x11 : 0xec);
  return words;
}

/**
 * The words of a code in the order in which they are drawn: blocks take turns.
 * @param {number[]} words
 * @param {number} version
 */
function woven(words, version) {
  const [correction, count] = [CORRECTION[version - 1], BLOCKS[version - 1]];
  const divisor = divisorOf(correction);
  const short = Math.floor(words.length / count);
  const longer = words.length % count;
  let from = 0;
  const blocks = Array.from({ length: count }, (_, n) => {
    const block = words.slice(from, (from += short + Number(n >= count - longer)));
    return { block, check: remainderOf(block, divisor) };
  });
  const turns = (/** @type {number[][]} */ parts) =>
    Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, at) => parts.flatMap((part) => part[at] ?? [])).flat();
  return [...turns(blocks.map(({ block }) => block)), ...turns(blocks.map(({ check }) => check))];
}

// -- dots ----------------------------------------------------------------------------------------------

/**
 * Draws a square around a middle; `isDark` says which of its rings are dark, from the middle on.
 * @param {Dots} dots
 * @param {[x: number, y: number]} middle
 * @param {boolean[]} isDark
 */
function square(dots, [x, y], isDark) {
  const reach = isDark.length - 1;
  for (let down = -reach; down <= reach; down += 1) {
    for (let across = -reach; across <= reach; across += 1) {
      const row = dots[y + down];
      if (row && x + across in row) row[x + across] = isDark[Math.max(Math.abs(down), Math.abs(across))];
    }
  }
}

/**
 * A number followed by what shows its faults.
 * @param {number} value
 * @param {number} divisor
 * @param {number} length of what follows, in bits
 */
function guarded(value, divisor, length) {
  let rest = value;
  for (let n = 0; n < length; n += 1) rest = (rest << 1) ^ ((rest >>> (length - 1)) * divisor);
  return (value << length) | rest;
}

/**
 * Says level and mask, twice.
 * @param {Dots} dots
 * @param {number} mask
 */
function putFormat(dots, mask) {
  const size = dots.length;
  const bits = guarded((LEVEL << 3) | mask, 0x537, 10) ^ 0x5412;
  for (let n = 0; n < 15; n += 1) {
    const isDark = ((bits >>> n) & 1) === 1;
    if (n < 8) dots[n < 6 ? n : n + 1][8] = isDark;
    else dots[8][n < 9 ? 7 : 14 - n] = isDark;
    if (n < 8) dots[8][size - 1 - n] = isDark;
    else dots[size - 15 + n][8] = isDark;
  }
  dots[size - 8][8] = true;
}

/**
 * Says the version, twice.
 * @param {Dots} dots
 * @param {number} version
 */
function putVersion(dots, version) {
  if (version < 7) return;
  const bits = guarded(version, 0x1f25, 12);
  for (let n = 0; n < 18; n += 1) {
    const [near, far] = [Math.floor(n / 3), dots.length - 11 + (n % 3)];
    dots[near][far] = dots[far][near] = ((bits >>> n) & 1) === 1;
  }
}

/**
 * All that a code has, whatever it says.
 * @param {number} version
 * @returns {Dots}
 */
function frameOf(version) {
  const size = sizeOf(version);
  const dots = /** @type {Dots} */ (Array.from({ length: size }, () => Array(size).fill(undefined)));
  for (let n = 0; n < size; n += 1) dots[6][n] = dots[n][6] = n % 2 === 0;
  const corners = /** @type {[number, number][]} */ ([[3, 3], [size - 4, 3], [3, size - 4]]);
  for (const corner of corners) square(dots, corner, [true, true, false, true, false]);
  const found = middles(version);
  const last = found.at(-1);
  for (const x of found) {
    for (const y of found) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
      if (!isCorner) square(dots, [x, y], [true, false, true]);
    }
  }
  putFormat(dots, 0);
  putVersion(dots, version);
  return dots;
}

/**
 * Puts words between what every code has, two columns at a time, up and down.
 * @param {Dots} frame
 * @param {number[]} words
 * @param {number} mask
 */
function filled(frame, words, mask) {
  const size = frame.length;
  const dots = frame.map((row) => [...row]);
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    // The column of the dotted line is left out.
    const column = right <= 6 ? right - 1 : right;
    const isUp = ((size - 1 - right) / 2) % 2 === 0;
    for (let n = 0; n < 2 * size; n += 1) {
      const [x, y] = [column - (n % 2), isUp ? size - 1 - Math.floor(n / 2) : Math.floor(n / 2)];
      if (frame[y][x] !== undefined) continue;
      const bit = ((words[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
      dots[y][x] = (bit === 1) !== MASKS[mask](x, y);
      at += 1;
    }
  }
  putFormat(dots, mask);
  return /** @type {boolean[][]} */ (dots);
}

/**
 * How hard a code is to read: long runs, blocks of one colour, what looks like a corner, more of one colour.
 * @param {boolean[][]} dots
 */
function burdenOf(dots) {
  const size = dots.length;
  const lines = [...dots, ...dots.map((_, x) => dots.map((row) => row[x]))].map((line) => line.map(Number).join(""));
  let burden = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) burden += run.length - 2;
    burden += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      const isSame = [dots[y - 1][x - 1], dots[y - 1][x], dots[y][x - 1]].every((dot) => dot === dots[y][x]);
      if (isSame) burden += 3;
    }
  }
  const dark = dots.flat().filter(Boolean).length;
  return burden + 10 * Math.floor((20 * Math.abs(dark - size * size / 2)) / (size * size));
}

/**
 * A text as rows of dots, and which mask lies over them; null where it is too long.
 * @param {string} text
 */
export function codeOf(text) {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= BLOCKS.length; version += 1) {
    const room = roomOf(version) - CORRECTION[version - 1] * BLOCKS[version - 1];
    // Four bits say that bytes follow, one or two words how many.
    if (bytes.length > room - (version < 10 ? 2 : 3)) continue;
    const frame = frameOf(version);
    const words = woven(wordsOf(bytes, version, room), version);
    const all = MASKS.map((_, mask) => ({ mask, dots: filled(frame, words, mask) }));
    const burdens = all.map(({ dots }) => burdenOf(dots));
    return all[burdens.indexOf(Math.min(...burdens))];
  }
  return null;
}
