import type { AdEntry, CloudDevice } from '../model/evidence.ts';
import { firstOf, sameText } from './attributes.ts';
import type { Fit } from './name-match.ts';

/**
 * How an AD computer answers to a name that is written as people know it: PC01, PC01$, CORP\PC01 or its DNS name.
 * An account that bears exactly this name comes first, so a computer without its dollar sign counts like a sign-in name.
 */
export function computerFit(entry: AdEntry, asked: string): Fit | null {
  const name = asked.trim().replace(/^[^\\]+\\/, '').toLowerCase();
  if (name === '') return null;
  return sameText(firstOf(entry, 'sAMAccountName'), name.endsWith('$') ? name : `${name}$`) || sameText(firstOf(entry, 'dNSHostName'), name) ? 'sign-in' : null;
}

/** How a device of Entra answers to a name: by its deviceId, or by its display name with the dollar sign of AD. */
export function deviceFit({ deviceId, displayName }: CloudDevice, asked: string): Fit | null {
  const name = asked.trim().toLowerCase().replace(/^\{(.*)\}$/, '$1');
  if (name === '') return null;
  if (sameText(deviceId, name)) return 'identity';
  return sameText(displayName, name.replace(/^[^\\]+\\/, '').replace(/\$$/, '')) ? 'display-name' : null;
}
