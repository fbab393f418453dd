// Questions in an order nobody chose, each once before any comes again.

/**
 * A whole number from 0 to below `end`, each as likely as the other.
 * @param {number} end
 */
function random(end) {
  const limit = 2 ** 32 - (2 ** 32 % end);
  const found = new Uint32Array(1);
  do crypto.getRandomValues(found);
  while (found[0] >= limit);
  return found[0] % end;
}

/**
 * @template T
 * @param {T[]} values
 */
export function shuffled(values) {
  const order = [...values];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** @template T */
export class Deck {
  /** @param {T[]} values */
  constructor(values) {
    this.values = [...values];
    /** @type {T[]} */
    this.drawn = [];
    this.at = -1;
  }

  /** @param {T[]} values */
  holds(values) {
    return this.values.length === values.length && this.values.every((value, index) => value === values[index]);
  }

  next() {
    this.at += 1;
    if (this.at === this.drawn.length) {
      const round = shuffled(this.values);
      // A new round does not begin with what was shown last.
      if (round.length > 1 && round[0] === this.drawn.at(-1)) round.push(...round.splice(0, 1));
      this.drawn.push(...round);
    }
    return this.current;
  }

  previous() {
    if (!this.isFirst) this.at -= 1;
    return this.current;
  }

  /** @returns {T | undefined} */
  get current() {
    return this.drawn[this.at];
  }

  get isFirst() {
    return this.at <= 0;
  }

  /** The place in this round, from 1. */
  get number() {
    return (this.at % this.values.length) + 1;
  }
}
