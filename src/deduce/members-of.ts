import { rdnsOf } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { valuesOf } from './attributes.ts';

const RANGED = /^member;range=(\d+)-(\d+|\*)$/i;

/** DNs of the direct members as far as the entry lists them; long lists stand under ranged names too. */
export const memberDns = (group: AdEntry): readonly string[] => [
  ...new Set(Object.entries(group.attributes).flatMap(([name, values]) => (name.toLowerCase() === 'member' || RANGED.test(name) ? values : []))),
];

/** The members that were read as entries of their own. */
export function memberEntries(group: AdObject, entries: readonly AdObject[]): readonly AdObject[] {
  const listed = new Set(memberDns(group).map(comparable));
  const own = comparable(group.dn);
  return entries.filter((entry) => listed.has(comparable(entry.dn)) || valuesOf(entry, 'memberOf').some((dn) => comparable(dn) === own));
}

/** Whether the list is whole and every member on it is among these entries. */
export function allMembersRead(group: AdEntry, read: readonly AdEntry[]): boolean {
  const names = new Set(read.map(({ dn }) => comparable(dn)));
  return isWhole(group) && memberDns(group).every((dn) => names.has(comparable(dn)));
}

/** Whether all members are listed: no ranged names, or ranges that come to their end. */
export const isWhole = (group: AdEntry): boolean => !Object.keys(group.attributes).some((name) => RANGED.test(name)) || Object.keys(group.attributes).some((name) => RANGED.exec(name)?.[2] === '*');

/**
 * Whether the list breaks off at an unknown place: a piece from the beginning without a last one (`*`).
 * A single later value (`member;range=5000-5000`) is a probe, and probes tell how long the list is at least.
 */
export function membersBreakOff(group: AdEntry): boolean {
  const pieces = Object.entries(group.attributes).flatMap(([name, values]) => {
    const [, from, to] = RANGED.exec(name) ?? [];
    return from === undefined || to === undefined || values.length === 0 || from === to ? [] : [{ to }];
  });
  return pieces.length > 0 && !pieces.some(({ to }) => to === '*');
}

const comparable = (dn: string): string => rdnsOf(dn).join(',').toLowerCase();
