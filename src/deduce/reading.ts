import type { Reading } from '../model/exhibits.ts';

/** The value of a reading, or undefined when it could not be read. */
export const knownOf = <Value>(reading: Reading<Value>): Value | undefined => (reading.state === 'known' ? reading.value : undefined);
