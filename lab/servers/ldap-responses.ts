import asn1, { type BerWriter } from 'asn1';
import type { AdValue } from '../company/ad-state.ts';

export interface LdapResult {
  readonly code: number;
  readonly matchedDn?: string | undefined;
  readonly message?: string | undefined;
  /** Given when the client asked for a page; empty at the last one. */
  readonly cookie?: string | undefined;
  /** Given when the client asked for changes. */
  readonly changes?: { readonly more: boolean; readonly cookie: string } | undefined;
}

export interface LdapEntry {
  readonly dn: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly AdValue[] }[];
}

/** Tags of the answers to each kind of request. */
export const ANSWERS = { bind: 0x61, search: 0x65, modify: 0x67, add: 0x69, delete: 0x6b, modifyDn: 0x6d, other: 0x78 } as const;

export function resultMessage(id: number, tag: number, result: LdapResult): Buffer {
  return message(id, (writer) => {
    writer.startSequence(tag);
    writer.writeEnumeration(result.code);
    writer.writeString(result.matchedDn ?? '');
    writer.writeString(result.message ?? '');
    writer.endSequence();
    if (result.cookie !== undefined) writeControl(writer, { oid: '1.2.840.113556.1.4.319', numbers: [0], cookie: result.cookie });
    if (result.changes !== undefined) writeControl(writer, { oid: '1.2.840.113556.1.4.841', numbers: [result.changes.more ? 1 : 0, 0], cookie: result.changes.cookie });
  });
}

export function entryMessage(id: number, entry: LdapEntry): Buffer {
  return message(id, (writer) => {
    writer.startSequence(0x64);
    writer.writeString(entry.dn);
    writer.startSequence();
    for (const { name, values } of entry.attributes) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(0x31);
      for (const value of values) writer.writeBuffer(Buffer.from(value), asn1.Ber.OctetString);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
    writer.endSequence();
  });
}

export function referenceMessage(id: number, url: string): Buffer {
  return message(id, (writer) => {
    writer.startSequence(0x73);
    writer.writeString(url);
    writer.endSequence();
  });
}

function writeControl(writer: BerWriter, { oid, numbers, cookie }: { readonly oid: string; readonly numbers: readonly number[]; readonly cookie: string }): void {
  const value = new asn1.BerWriter();
  value.startSequence();
  for (const number of numbers) value.writeInt(number);
  value.writeString(cookie);
  value.endSequence();
  writer.startSequence(0xa0);
  writer.startSequence();
  writer.writeString(oid);
  writer.writeBuffer(value.buffer, asn1.Ber.OctetString);
  writer.endSequence();
  writer.endSequence();
}

function message(id: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new asn1.BerWriter({ size: 4096, growthFactor: 2 });
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
}
