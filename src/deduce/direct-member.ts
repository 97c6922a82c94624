import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import { valuesOf } from './attributes.ts';

/** Whether an object is a direct member of a group; undefined when the list was read in part only and does not name it. */
export function isDirectMember(group: AdEntry, ad: AdEntry): boolean | undefined {
  if (memberNames(group).some((dn) => sameDn(dn, ad.dn)) || valuesOf(ad, 'memberOf').some((dn) => sameDn(dn, group.dn))) return true;
  return isCut(group) ? undefined : false;
}

/** Large groups come in pieces named `member;range=0-1499`; the last piece ends with a star. */
const RANGE = /^member;range=\d+-(\d+|\*)$/i;

const memberNames = (group: AdEntry): readonly string[] =>
  Object.entries(group.attributes).flatMap(([name, values]) => (name.toLowerCase() === 'member' || RANGE.test(name) ? values : []));

function isCut(group: AdEntry): boolean {
  const ends = Object.keys(group.attributes).flatMap((name) => RANGE.exec(name)?.[1] ?? []);
  return ends.length > 0 && !ends.includes('*');
}
