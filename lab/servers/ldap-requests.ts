import asn1, { type BerReader } from 'asn1';
import type { AdChange } from '../company/ad-state.ts';
import { readFilter, type LdapFilter } from './ldap-filter.ts';

export interface LdapControls {
  /** Page size and cookie. */
  readonly paged: { readonly size: number; readonly cookie: string } | null;
  readonly showDeleted: boolean;
  readonly domainScope: boolean;
  /** The client asks for the access list without owner and audit list, which ordinary accounts may have. */
  readonly accessListOnly: boolean;
  /** Cookie of the last answer when changes are asked for. */
  readonly changesSince: string | null;
}

export type LdapOperation =
  | { readonly kind: 'bind'; readonly name: string; readonly password: string | null }
  | { readonly kind: 'unbind' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'search'; readonly base: string; readonly scope: number; readonly sizeLimit: number; readonly typesOnly: boolean; readonly filter: LdapFilter; readonly attributes: readonly string[] }
  | { readonly kind: 'modify'; readonly dn: string; readonly changes: readonly AdChange[] }
  | { readonly kind: 'add'; readonly dn: string; readonly attributes: Readonly<Record<string, readonly Buffer[]>> }
  | { readonly kind: 'delete'; readonly dn: string }
  | { readonly kind: 'modifyDn'; readonly dn: string; readonly newRdn: string; readonly newSuperior: string | undefined }
  | { readonly kind: 'other'; readonly tag: number };

export interface LdapRequest {
  readonly id: number;
  readonly operation: LdapOperation;
  readonly controls: LdapControls;
}

const CONTROLS = 0xa0;

/** Length of the first message in the buffer, head included; null while it is not known yet. */
export function messageLength(data: Buffer): number | null {
  const first = data[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new Error('bad BER length');
  return data.length < 2 + octets ? null : 2 + octets + data.readUIntBE(2, octets);
}

/** Reads one whole message; throws on anything that is not LDAP. */
export function readRequest(message: Buffer): LdapRequest {
  const reader = new asn1.BerReader(message);
  reader.readSequence();
  const id = reader.readInt() ?? 0;
  const tag = reader.peek() ?? 0;
  const length = messageLength(message.subarray(reader.offset)) ?? 0;
  const operation = readOperation(tag, new asn1.BerReader(message.subarray(reader.offset, reader.offset + length)));
  return { id, operation, controls: readControls(message.subarray(reader.offset + length)) };
}

function readOperation(tag: number, reader: BerReader): LdapOperation {
  switch (tag) {
    case 0x60: return readBind(reader);
    case 0x42: return { kind: 'unbind' };
    case 0x50: return { kind: 'abandon' };
    case 0x63: return readSearch(reader);
    case 0x66: return readModify(reader);
    case 0x68: return readAdd(reader);
    case 0x4a: return { kind: 'delete', dn: text(reader, 0x4a) };
    case 0x6c: return readModifyDn(reader);
    default: return { kind: 'other', tag };
  }
}

function readBind(reader: BerReader): LdapOperation {
  reader.readSequence();
  reader.readInt();
  const name = text(reader);
  return { kind: 'bind', name, password: reader.peek() === 0x80 ? text(reader, 0x80) : null };
}

function readSearch(reader: BerReader): LdapOperation {
  reader.readSequence();
  const base = text(reader);
  const scope = reader.readEnumeration() ?? 0;
  reader.readEnumeration();
  const sizeLimit = reader.readInt() ?? 0;
  reader.readInt();
  const typesOnly = reader.readBoolean() ?? false;
  const filter = readFilter(reader);
  return { kind: 'search', base, scope, sizeLimit, typesOnly, filter, attributes: listOf(reader, () => text(reader)) };
}

function readModify(reader: BerReader): LdapOperation {
  reader.readSequence();
  const dn = text(reader);
  const changes = listOf(reader, (): AdChange => {
    reader.readSequence();
    const operation = (['add', 'delete', 'replace'] as const)[reader.readEnumeration() ?? 9];
    if (operation === undefined) throw new Error('bad modify operation');
    reader.readSequence();
    return { operation, attribute: text(reader), values: listOf(reader, () => octets(reader)) };
  });
  return { kind: 'modify', dn, changes };
}

function readAdd(reader: BerReader): LdapOperation {
  reader.readSequence();
  const dn = text(reader);
  const attributes = listOf(reader, () => {
    reader.readSequence();
    return [text(reader), listOf(reader, () => octets(reader))] as const;
  });
  return { kind: 'add', dn, attributes: Object.fromEntries(attributes) };
}

function readModifyDn(reader: BerReader): LdapOperation {
  reader.readSequence();
  const dn = text(reader);
  const newRdn = text(reader);
  reader.readBoolean();
  return { kind: 'modifyDn', dn, newRdn, newSuperior: reader.peek() === 0x80 ? text(reader, 0x80) : undefined };
}

function readControls(data: Buffer): LdapControls {
  const found: { -readonly [Key in keyof LdapControls]: LdapControls[Key] } = { paged: null, showDeleted: false, domainScope: false, accessListOnly: false, changesSince: null };
  const reader = new asn1.BerReader(data);
  if (reader.peek() !== CONTROLS) return found;
  listOf(reader, () => {
    reader.readSequence();
    const end = reader.offset + reader.length;
    const oid = text(reader);
    if (reader.offset < end && reader.peek() === asn1.Ber.Boolean) reader.readBoolean();
    const value = reader.offset < end ? octets(reader) : null;
    if (oid === '1.2.840.113556.1.4.319' && value !== null) found.paged = readPage(new asn1.BerReader(value));
    if (oid === '1.2.840.113556.1.4.417') found.showDeleted = true;
    if (oid === '1.2.840.113556.1.4.1339') found.domainScope = true;
    if (oid === '1.2.840.113556.1.4.841' && value !== null) found.changesSince = readSynchronisation(new asn1.BerReader(value));
    if (oid === '1.2.840.113556.1.4.801' && value !== null) found.accessListOnly = readFlags(new asn1.BerReader(value)) === 4;
  });
  return found;
}

function readFlags(reader: BerReader): number | null {
  reader.readSequence();
  return reader.readInt();
}

function readSynchronisation(reader: BerReader): string {
  reader.readSequence();
  reader.readInt();
  reader.readInt();
  return octets(reader).toString('utf8');
}

function readPage(reader: BerReader): { readonly size: number; readonly cookie: string } {
  reader.readSequence();
  return { size: reader.readInt() ?? 0, cookie: octets(reader).toString('utf8') };
}

/** Reads elements of a sequence or set to its end. */
function listOf<Element>(reader: BerReader, read: () => Element): readonly Element[] {
  reader.readSequence();
  const end = reader.offset + reader.length;
  const list: Element[] = [];
  while (reader.offset < end) list.push(read());
  return list;
}

const octets = (reader: BerReader, tag: number = asn1.Ber.OctetString): Buffer => reader.readString(tag, true) ?? Buffer.alloc(0);
const text = (reader: BerReader, tag: number = asn1.Ber.OctetString): string => octets(reader, tag).toString('utf8');
