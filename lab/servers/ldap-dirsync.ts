import { AdFault, type AdRecord, type AdState } from '../company/ad-state.ts';
import { attributeNumber, schemaAttribute, type AdAttribute } from '../company/ad-schema.ts';
import type { LdapEntry } from './ldap-responses.ts';

/** Objects of one answer. */
const MOST_OBJECTS = 1000;
const ALWAYS = ['objectGUID', 'isDeleted'];

/** What changed after the write number in the cookie, in the order of the changes. */
export function changesSince(state: AdState, asked: { readonly base: string; readonly cookie: string; readonly attributes: readonly string[]; readonly withheld: ReadonlySet<string> }): { readonly entries: readonly LdapEntry[]; readonly more: boolean; readonly cookie: string } {
  if (asked.base.toLowerCase() !== state.baseDn.toLowerCase()) throw new AdFault(50, '00002105: LdapErr: DSID-0C0912F1, comment: Error processing control, data 0, v4563');
  const [, since] = asked.cookie === '' ? ['', '0'] : (/^usn:(\d+)$/.exec(asked.cookie) ?? []);
  if (since === undefined) throw new AdFault(12, '00000057: LdapErr: DSID-0C090A3D, comment: Error processing control, data 0, v4563');
  const changed = [...state.all(), ...state.deletedObjects()].filter((record) => record.usn > Number(since)).toSorted((one, other) => one.usn - other.usn);
  const part = changed.slice(0, MOST_OBJECTS);
  const names = asked.attributes.flatMap((name) => schemaAttribute(name) ?? []).filter(({ name }) => !asked.withheld.has(name.toLowerCase()));
  return {
    entries: part.map((record) => ({ dn: record.dn, attributes: changedAttributes(record, names, Number(since)) })),
    more: changed.length > part.length,
    cookie: `usn:${changed.length > part.length ? (part.at(-1)?.usn ?? 0) : Math.max(state.highestUsn(), Number(since))}`,
  };
}

function changedAttributes(record: AdRecord, names: readonly AdAttribute[], since: number): LdapEntry['attributes'] {
  const written = writtenSince(record, since);
  return names
    .filter((attribute) => ALWAYS.includes(attribute.name) || written.has(attributeNumber(attribute)) || linkWritten(record, attribute, since))
    .map((attribute) => ({ name: attribute.name, values: record.values(attribute.name) }))
    .filter(({ name, values }) => values.length > 0 || (since > 0 && !ALWAYS.includes(name)));
}

/** Numbers of the attributes whose record in replPropertyMetaData has a later local USN. */
function writtenSince(record: AdRecord, since: number): ReadonlySet<number> {
  const metadata = Buffer.from(record.values('replPropertyMetaData')[0] ?? '');
  const count = metadata.length < 16 ? 0 : metadata.readUInt32LE(8);
  const records = Array.from({ length: count }, (_, index) => metadata.subarray(16 + index * 48, 64 + index * 48));
  return new Set(records.filter((each) => Number(each.readBigUInt64LE(40)) > since).map((each) => each.readUInt32LE(0)));
}

function linkWritten(record: AdRecord, { name, syntax }: AdAttribute, since: number): boolean {
  if (syntax !== 'link') return false;
  return record.values('msDS-ReplValueMetaData').some((words) => {
    const text = words.toString();
    return text.includes(`<pszAttributeName>${name.toLowerCase()}<`) || text.includes(`<pszAttributeName>${name}<`) ? Number(/<usnLocalChange>(\d+)</.exec(text)?.[1]) > since : false;
  });
}
