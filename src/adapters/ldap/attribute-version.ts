/**
 * replPropertyMetaData holds one record for each attribute that was ever written: 48 octets from offset 16, little-endian:
 * attribute id, version, time (seconds since 1601, 8 octets), invocation id (16 octets), originating and local USN (8 octets each);
 * the number of records stands at offset 8.
 * Source: [MS-ADTS], attribute replPropertyMetaData; layout compared with a Samba DC.
 */
const FIRST_RECORD = 16;
const RECORD = 48;
const SECONDS_1601_TO_1970 = 11_644_473_600n;

export interface MetadataRecord {
  readonly attributeId: number;
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly time: string;
  /** Octets of a GUID as AD keeps them. */
  readonly invocationId: Buffer;
  readonly originatingUsn: string;
}

/** All records; null when the octets are not such a blob. */
export function metadataRecords(metadata: Buffer): readonly MetadataRecord[] | null {
  if (metadata.length < FIRST_RECORD || metadata.readUInt32LE(0) !== 1) return null;
  const records = metadata.readUInt32LE(8);
  if (metadata.length < FIRST_RECORD + records * RECORD) return null;
  return Array.from({ length: records }, (_, index) => recordAt(metadata, FIRST_RECORD + index * RECORD));
}

function recordAt(metadata: Buffer, at: number): MetadataRecord {
  return {
    attributeId: metadata.readUInt32LE(at),
    version: metadata.readUInt32LE(at + 4),
    time: timeOf(metadata.readBigUInt64LE(at + 8) - SECONDS_1601_TO_1970),
    invocationId: metadata.subarray(at + 16, at + 32),
    originatingUsn: String(metadata.readBigUInt64LE(at + 32)),
  };
}

/** Version of an attribute; 0 when it was never written; null when the octets are not such a blob. */
export function attributeVersion(metadata: Buffer, attributeId: number): number | null {
  const records = metadataRecords(metadata);
  return records === null ? null : (records.find((each) => each.attributeId === attributeId)?.version ?? 0);
}

/** Prefixes of the base schema, which have the same number in every forest ([MS-DRSR], NewPrefixTable). */
const PREFIXES: Readonly<Record<string, number>> = {
  '2.5.4': 0, '1.2.840.113556.1.2': 2, '1.2.840.113556.1.4': 9, '2.16.840.1.113730.3': 0x14, '0.9.2342.19200300.100.1': 0x15, '2.16.840.1.113730.3.1': 0x16,
};

/** Attribute id from the schema: msDS-IntId where the schema gives one, else prefix number and last part of the OID; null when the prefix is another. */
export function attributeIdOf(oid: string, internalId: string | undefined): number | null {
  if (internalId !== undefined) return Number(internalId) >>> 0;
  const dot = oid.lastIndexOf('.');
  const prefix = PREFIXES[oid.slice(0, dot)];
  const last = Number(oid.slice(dot + 1));
  return prefix === undefined || !Number.isInteger(last) || last > 0x7fff ? null : prefix * 0x10000 + last;
}

/** What the schema says of the attribute with this id: its OID, or the id itself in msDS-IntId; null for a prefix that is not known here. */
export function schemaKeyOf(attributeId: number): { readonly attribute: 'attributeID' | 'msDS-IntId'; readonly value: string } | null {
  if (attributeId >= 0x80000000) return { attribute: 'msDS-IntId', value: String(attributeId | 0) };
  const prefix = Object.entries(PREFIXES).find(([, number]) => number === attributeId >>> 16)?.[0];
  return prefix === undefined ? null : { attribute: 'attributeID', value: `${prefix}.${attributeId & 0xffff}` };
}

const isPlausible = (seconds: bigint): boolean => seconds > -SECONDS_1601_TO_1970 && seconds < 253_402_300_800n;
const timeOf = (seconds: bigint): string => new Date(isPlausible(seconds) ? Number(seconds) * 1000 : 0).toISOString();
