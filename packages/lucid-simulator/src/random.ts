/** Random numbers that are the same for the same seed. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number, at least 0, less than `bound`. */
  below(bound: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
  /** The same items in another order. */
  shuffled<T>(items: readonly T[]): T[];
}

/**
 * Random numbers of the generator mulberry32, which is small, fast and even
 * enough for names and faults.
 */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: choices => choices[below(choices.length)],
    chance: probability => next() < probability,
    shuffled: items => {
      const rest = [...items];
      return items.map(() => rest.splice(below(rest.length), 1)[0]);
    },
  };
}
