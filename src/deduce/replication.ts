import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { AdObject, Exhibits } from '../model/exhibits.ts';
import { firstOf, valuesOf } from './attributes.ts';
import { sameObject } from './holders.ts';
import { generalizedTime } from './times.ts';

export type Copy = Exhibits['directory.copies'][number];

/** Attributes that each domain controller keeps for itself. Source: MS-ADTS, attributes that are not replicated. */
const OWN = ['usnchanged', 'usncreated', 'whenchanged', 'whencreated', 'lastlogon', 'lastlogoff', 'logoncount', 'badpwdcount', 'badpasswordtime', 'dscorepropagationdata', 'replpropertymetadata', 'modifytimestamp', 'createtimestamp', 'distinguishedname'];

export const copiesOf = (ad: AdObject, copies: readonly Copy[]): readonly Copy[] => copies.filter((copy) => sameObject(copy, ad));

/**
 * Replicated attributes in which an older copy lags behind a newer one; `distinguishedName` when it stands elsewhere.
 * A copy read in part says nothing about what it leaves out, nor does a read-only controller, which holds a part only.
 */
export function lagging(newer: AdEntry, older: AdEntry, readOnly: boolean): readonly string[] {
  const [mine, others] = [namesOf(newer), namesOf(older)];
  const whole = others.includes('objectclass') && !readOnly;
  const names = [...new Set([...others, ...(whole ? mine : [])])].filter((name) => !OWN.includes(name) && (mine.includes(name) || whole));
  const differing = names.filter((name) => !sameValues(valuesOf(newer, name), valuesOf(older, name)));
  return sameDn(newer.dn, older.dn) ? differing : ['distinguishedName', ...differing];
}

/** Milliseconds; undefined where the entry does not tell. */
export const changedAt = (entry: AdEntry): number | undefined => generalizedTime(firstOf(entry, 'whenChanged'))?.getTime();

export const sameServer = (one: string, other: string): boolean => hostOf(one) === hostOf(other);

/** RODCs belong to the group with RID 521. */
export const isReadOnlyController = (server: string, entries: readonly AdEntry[]): boolean =>
  entries.some((entry) => firstOf(entry, 'primaryGroupID') === '521' && [firstOf(entry, 'dNSHostName'), firstOf(entry, 'cn')].some((name) => name !== undefined && sameServer(name, server)));

const hostOf = (server: string): string => server.trim().toLowerCase().replace(/:\d+$/, '').split('.')[0] ?? '';

const namesOf = (entry: AdEntry): readonly string[] => Object.keys(entry.attributes).map((name) => name.toLowerCase());

const sameValues = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((value) => other.includes(value));
