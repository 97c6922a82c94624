import type { RunStep, Standing } from './move.ts';

/** What has become of some steps, taken together. */
export interface Tally {
  readonly isEmpty: boolean;
  /** One of them is not through. */
  readonly isOpen: boolean;
  /** All of them are carried out. */
  readonly isGood: boolean;
  /** One of them has, or may have, changed something. */
  readonly mayHaveChanged: boolean;
}

const NONE: Tally = { isEmpty: true, isOpen: false, isGood: true, mayHaveChanged: false };

/**
 * Counts steps in their order. A step follows those of its own lane and those of no lane; one of no lane follows all.
 * Kept as sums, so that a plan of thousands of steps is gone through once.
 */
export function createTally(): { before(step: RunStep): Tally; add(step: RunStep, standing: Standing): void } {
  const lanes = new Map<string, Tally>();
  let ofNoLane = NONE;
  let ofAll = NONE;
  return {
    before: ({ lane }) => (lane === undefined ? ofAll : sum(ofNoLane, lanes.get(lane) ?? NONE)),
    add({ lane }, standing) {
      const one = tallyOf(standing);
      ofAll = sum(ofAll, one);
      if (lane === undefined) ofNoLane = sum(ofNoLane, one);
      else lanes.set(lane, sum(lanes.get(lane) ?? NONE, one));
    },
  };
}

const tallyOf = ({ is }: Standing): Tally => ({ isEmpty: false, isOpen: is === 'open' || is === 'held', isGood: is === 'applied' || is === 'already', mayHaveChanged: is === 'applied' || is === 'unknown' });

const sum = (one: Tally, other: Tally): Tally => ({
  isEmpty: one.isEmpty && other.isEmpty,
  isOpen: one.isOpen || other.isOpen,
  isGood: one.isGood && other.isGood,
  mayHaveChanged: one.mayHaveChanged || other.mayHaveChanged,
});
