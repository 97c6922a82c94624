import type { AdEntry } from '../model/evidence.ts';
import { entryValues } from '../model/entry-values.ts';

/**
 * How many direct members AD says a group has. Of long lists the evidence holds the first values, and single later ones under their LDAP names
 * (`member;range=249999-249999`): then the number is a lower bound. Members by primary group are not in `member`.
 */
export function memberCount(group: AdEntry): { readonly atLeast: number; readonly exact: boolean } {
  const listed = entryValues(group, 'member').length;
  const places = Object.entries(group.attributes).flatMap(([name, values]) => {
    const [, first] = /^member;range=(\d+)-(?:\d+|\*)$/i.exec(name) ?? [];
    return first === undefined || values.length === 0 ? [] : [Number(first) + values.length];
  });
  return places.length === 0 ? { atLeast: listed, exact: true } : { atLeast: Math.max(listed, ...places), exact: false };
}
