import { DescriptorControl } from './access-lists.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapSession } from './ldap-session.ts';
import { present } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';

/** What the account for changes may do with an object, as AD works it out for whoever asks. */
export interface ObjectRights {
  /** allowedAttributes: what an object of its classes can have at all; empty where the server does not tell. */
  readonly known: readonly string[];
  /** allowedAttributesEffective. Source: [MS-ADTS] 3.1.1.4.5.7. */
  readonly writable: readonly string[];
  /** allowedChildClassesEffective: classes of which objects may be made, or put, directly below it. Source: [MS-ADTS] 3.1.1.4.5.5. */
  readonly children: readonly string[];
}

const ASKED = ['allowedAttributes', 'allowedAttributesEffective', 'allowedChildClassesEffective'] as const;

/** Rejects with `no-such-object` when there is none at this DN. */
export async function readRights(connection: LdapConnection, dn: string): Promise<ObjectRights> {
  const [entry] = await connection.readAsWriter((session) => searchAll(session, { base: dn, scope: 'base', filter: present, attributes: ASKED }));
  const [known, writable, children] = ASKED.map((name) => entry?.attributes[name] ?? []);
  return { known: known ?? [], writable: writable ?? [], children: children ?? [] };
}

const DELETE = 0x10000;
const DELETE_CHILD = 0x2;
const WRITE_PROPERTY = 0x20;
const CONTROL_ACCESS = 0x100;
const GENERIC_ALL = 0x10000000;
/** schemaIDGUIDs of the class user and the attribute name, rightsGuids of Public-Information (which name belongs to) and Reanimate-Tombstones, as octets; the same in every forest. */
const USER = ['ba7a96bfe60dd011a28500aa003049e2'];
const NAME = ['0e7a96bfe60dd011a28500aa003049e2', '54018de4f8bcd111870200c04fb96050'];
const REANIMATE = ['5651ec457edbbb47b53fdbeb2d03c40f'];

/**
 * Whether the account for changes may take this account out of its container: by Delete on it, or by Delete Child on the container. Source: [MS-ADTS] 3.1.1.5.4.1.1.
 * AD works this out for nobody, so the access lists are weighed here; null when one of them may not be read.
 */
export const mayTakeAway = (connection: LdapConnection, { dn, container }: { readonly dn: string; readonly container: string }): Promise<boolean | null> =>
  connection.readAsWriter(async (session) => {
    const token = await tokenOf(session);
    const own = await grants(session, dn, { token, mask: DELETE, on: USER });
    if (own === true) return true;
    const above = await grants(session, container, { token, mask: DELETE_CHILD, on: USER });
    return above === true ? true : own === null || above === null ? null : false;
  });

/** Whether it may write the name of this object, which a move does too. Not every server lists it among what may be written, because only a rename writes it. */
export const mayWriteName = (connection: LdapConnection, dn: string): Promise<boolean | null> =>
  connection.readAsWriter(async (session) => grants(session, dn, { token: await tokenOf(session), mask: WRITE_PROPERTY, on: NAME }));

/** Whether it may bring deleted objects of this domain back (Reanimate Tombstones on the domain); null when the access list may not be read. */
export const mayReanimate = (connection: LdapConnection, domain: string): Promise<boolean | null> =>
  connection.readAsWriter(async (session) => grants(session, domain, { token: await tokenOf(session), mask: CONTROL_ACCESS, on: REANIMATE }));

interface Wanted {
  readonly token: ReadonlySet<string>;
  readonly mask: number;
  readonly on: readonly string[];
}

/** S-1-1-0 and S-1-5-11: everybody who has signed in. */
const EVERYBODY = ['AQEAAAAAAAEAAAAA', 'AQEAAAAAAAULAAAA'];

/** The SIDs of whoever asks, his groups among them, in base64. */
async function tokenOf(session: LdapSession): Promise<ReadonlySet<string>> {
  const [root] = await searchAll(session, { base: '', scope: 'base', filter: present, attributes: ['tokenGroups'] });
  return new Set([...EVERYBODY, ...(root?.attributes['tokenGroups'] ?? [])]);
}

async function grants(session: LdapSession, dn: string, wanted: Wanted): Promise<boolean | null> {
  const [entry] = await searchAll(session, { base: dn, scope: 'base', filter: present, attributes: ['nTSecurityDescriptor'], control: new DescriptorControl() });
  const descriptor = Buffer.from(entry?.attributes['nTSecurityDescriptor']?.[0] ?? '', 'base64');
  return descriptor.length < HEAD ? null : weigh(descriptor, wanted);
}

/** Of the entries that count, the first that speaks of it decides. Source: [MS-DTYP] 2.5.3.2. */
export function weigh(descriptor: Buffer, { token, mask, on }: Wanted): boolean {
  const at = descriptor.readUInt32LE(16);
  if ((descriptor.readUInt16LE(2) & DACL_PRESENT) === 0 || at === 0) return true;
  const deciding = entriesOf(descriptor.subarray(at)).find((entry) => (entry.mask & (mask | GENERIC_ALL)) !== 0 && token.has(entry.sid) && (entry.objectType === null || on.includes(entry.objectType)));
  return deciding?.allows ?? false;
}

const HEAD = 20;
const DACL_PRESENT = 0x4;
const INHERIT_ONLY = 0x8;

interface AccessEntry {
  readonly allows: boolean;
  readonly mask: number;
  /** What it is narrowed to, as hexadecimal octets; null for everything. */
  readonly objectType: string | null;
  /** Base64. */
  readonly sid: string;
}

/** The entries of an access list that speak of the object itself. Sources: [MS-DTYP] 2.4.4.2, 2.4.4.3, 2.4.4.4 and 2.4.4.11. */
function entriesOf(list: Buffer): readonly AccessEntry[] {
  const entries: AccessEntry[] = [];
  for (let at = 8, left = list.readUInt16LE(4); left > 0; left -= 1) {
    const size = list.readUInt16LE(at + 2);
    const entry = list.subarray(at, at + size);
    const kind = KINDS[entry.readUInt8(0)];
    if (kind !== undefined && (entry.readUInt8(1) & INHERIT_ONLY) === 0) entries.push(read(entry, kind));
    at += size;
  }
  return entries;
}

const KINDS: Readonly<Record<number, { readonly allows: boolean; readonly isNarrowed: boolean }>> = { 0: { allows: true, isNarrowed: false }, 1: { allows: false, isNarrowed: false }, 5: { allows: true, isNarrowed: true }, 6: { allows: false, isNarrowed: true } };

function read(entry: Buffer, { allows, isNarrowed }: { readonly allows: boolean; readonly isNarrowed: boolean }): AccessEntry {
  const mask = entry.readUInt32LE(4);
  if (!isNarrowed) return { allows, mask, objectType: null, sid: sidAt(entry, 8) };
  const flags = entry.readUInt32LE(8);
  const hasType = (flags & 1) !== 0;
  return { allows, mask, objectType: hasType ? entry.subarray(12, 28).toString('hex') : null, sid: sidAt(entry, 12 + (hasType ? 16 : 0) + ((flags & 2) !== 0 ? 16 : 0)) };
}

/** Padding may follow a SID. */
const sidAt = (entry: Buffer, at: number): string => entry.subarray(at, at + 8 + 4 * (entry[at + 1] ?? 0)).toString('base64');
