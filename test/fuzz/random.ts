/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Draw {
  /** A whole number from 0 to less than this. */
  below(limit: number): number;
  of<Value>(values: readonly Value[]): Value;
}

export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    of: <Value>(values: readonly Value[]): Value => {
      for (const value of values.slice(below(values.length))) return value;
      throw new RangeError('nothing to draw from');
    },
  };
}
