import { firstOf } from '../deduce/attributes.ts';
import type { AdObject } from '../model/exhibits.ts';
import { valuesTo, type AdChange } from './repair.ts';

/** The common name as display name; null where it is no name either: longer than Entra takes. */
export function displayNameOf(ad: AdObject): AdChange | null {
  const name = firstOf(ad, 'cn')?.trim();
  return name === undefined || name.length > LONGEST || /[\r\n]/.test(name) ? null : valuesTo(ad, 'displayName', [name]);
}

const LONGEST = 256;
