/** What AD notes about each write of an attribute. */
export interface WriteNote {
  readonly number: number;
  readonly name: string;
  readonly version: number;
  readonly at: Date;
  readonly usn: number;
}

const RECORD = 48;
const SECONDS_1601_TO_1970 = 11_644_473_600n;

/** replPropertyMetaData as octets: 16 of head, then 48 for each attribute in order of number, little-endian. */
export function metadataOctets(notes: readonly WriteNote[], invocationId: Buffer): Buffer {
  const sorted = notes.toSorted((one, other) => one.number - other.number);
  const blob = Buffer.alloc(16 + sorted.length * RECORD);
  blob.writeUInt32LE(1, 0);
  blob.writeUInt32LE(sorted.length, 8);
  sorted.forEach((note, index) => {
    const at = 16 + index * RECORD;
    blob.writeUInt32LE(note.number, at);
    blob.writeUInt32LE(note.version, at + 4);
    blob.writeBigUInt64LE(BigInt(Math.floor(note.at.getTime() / 1000)) + SECONDS_1601_TO_1970, at + 8);
    invocationId.copy(blob, at + 16);
    blob.writeBigUInt64LE(BigInt(note.usn), at + 32);
    blob.writeBigUInt64LE(BigInt(note.usn), at + 40);
  });
  return blob;
}

/** LDAP's generalised time, e.g. `20261121100000.0Z`. */
export const generalizedTime = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}.0Z`;

/** GUID text → octets as AD keeps them: the first three groups little-endian. */
export function guidOctets(guid: string): Buffer {
  const hex = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Buffer.concat([hex.subarray(0, 4).reverse(), hex.subarray(4, 6).reverse(), hex.subarray(6, 8).reverse(), hex.subarray(8)]);
}

/** Octets → GUID text. */
export function guidText(octets: Buffer): string {
  const hex = guidOctets(octets.toString('hex')).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** SID of an account of the domain whose three numbers are given. */
export function sidOctets(domain: readonly number[], relativeId: number | null): Buffer {
  const parts = [21, ...domain, ...(relativeId === null ? [] : [relativeId])];
  const sid = Buffer.alloc(8 + parts.length * 4);
  sid.writeUInt8(1, 0);
  sid.writeUInt8(parts.length, 1);
  sid.writeUInt8(5, 7);
  parts.forEach((part, index) => sid.writeUInt32LE(part >>> 0, 8 + index * 4));
  return sid;
}
