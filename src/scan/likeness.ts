import type { KeySink } from './keys.ts';
import type { Likeness } from './scan-side.ts';

/** Adds up keys in any order: what was made of the same keys is alike. */
export class LikenessSum implements KeySink, Likeness {
  low = 0;
  high = 0;

  push(low: number, high: number): void {
    this.low = (this.low + low) >>> 0;
    this.high = (this.high + high + (this.low < low ? 1 : 0)) >>> 0;
  }
}

export const UNLIKE: Likeness = { low: 0, high: 0 };
