import type { AdEntry } from '../model/evidence.ts';
import { firstOf, valuesOf } from './attributes.ts';
import { adFit, bestFits, type Fit } from './name-match.ts';

/** A deleted entry as it was called while it lived: its name without the mark of deletion, its place from lastKnownParent. */
export function formerEntry(entry: AdEntry): AdEntry {
  const name = firstOf(entry, 'msDS-LastKnownRDN') ?? living(firstOf(entry, 'cn') ?? firstOf(entry, 'name') ?? firstRdnValue(entry.dn));
  const parent = firstOf(entry, 'lastKnownParent');
  const dn = parent === undefined ? entry.dn : `CN=${name.replaceAll(/([,+"\\<>;=])/g, '\\$1')},${parent}`;
  return { dn, attributes: { ...entry.attributes, cn: [name], name: [name] } };
}

/** The deleted entries that answer best to a name; people's words alone do not name a deleted object. */
export function deletedAs<Entry extends AdEntry>(asked: string, deleted: readonly Entry[]): readonly Entry[] {
  return bestFits(deleted, (entry) => named(adFit(entry, asked)) ?? named(adFit(formerEntry(entry), asked)));
}

/** The object is past recovery: the recycle bin has stripped it. */
export const isRecycled = (entry: AdEntry): boolean => valuesOf(entry, 'isRecycled').some((value) => value.toUpperCase() === 'TRUE');

const named = (fit: Fit | null): Fit | null => (fit === 'words' ? null : fit);

const living = (name: string): string => name.replace(/(\\0A|\n)DEL:.*$/is, '');

const firstRdnValue = (dn: string): string => dn.replace(/^[^=]*=/, '').replace(/(\\0A|\n)DEL:.*$/is, '');
