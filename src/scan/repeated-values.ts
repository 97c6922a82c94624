import { addKey, SPACES } from './keys.ts';
import { KeyBench } from './repeated-keys.ts';

/** A text that stands at more than one place, letters in either case, with its places. */
export interface RepeatedValue {
  readonly text: string;
  readonly places: readonly number[];
}

/**
 * Which of so many values stand at more than one place. Takes 8 bytes a value beside the source, which is read twice; what the keys hint at is verified
 * against the texts, so that no two different values are ever taken for one.
 */
export function repeatedValues(count: number, valueAt: (place: number) => string): readonly RepeatedValue[] {
  const bench = new KeyBench(count);
  for (let place = 0; place < count; place += 1) addKey(bench, SPACES.other, valueAt(place));
  const repeated = bench.repeated();
  const found = new Map<string, number[]>();
  if (repeated.size === 0) return [];
  let place = 0;
  const hint = { push: (low: number, high: number): void => {
    if (repeated.numberOf(low, high) >= 0) enter(found, valueAt(place).toLowerCase(), place);
  } };
  for (place = 0; place < count; place += 1) addKey(hint, SPACES.other, valueAt(place));
  return [...found].flatMap(([text, places]) => (places.length > 1 ? [{ text, places }] : []));
}

function enter(found: Map<string, number[]>, text: string, place: number): void {
  const there = found.get(text);
  if (there === undefined) found.set(text, [place]);
  else there.push(place);
}
