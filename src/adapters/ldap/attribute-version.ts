/**
 * replPropertyMetaData holds one record for each attribute that was ever written: 48 octets from offset 16,
 * attribute id at 0 and version at 4, little-endian; the number of records at offset 8.
 * Source: [MS-ADTS], attribute replPropertyMetaData; layout compared with a Samba DC.
 */
const FIRST_RECORD = 16;
const RECORD = 48;

/** Version of an attribute; 0 when it was never written; null when the octets are not such a blob. */
export function attributeVersion(metadata: Buffer, attributeId: number): number | null {
  if (metadata.length < FIRST_RECORD || metadata.readUInt32LE(0) !== 1) return null;
  const records = metadata.readUInt32LE(8);
  if (metadata.length < FIRST_RECORD + records * RECORD) return null;
  for (let at = FIRST_RECORD; at < FIRST_RECORD + records * RECORD; at += RECORD) {
    if (metadata.readUInt32LE(at) === attributeId) return metadata.readUInt32LE(at + 4);
  }
  return 0;
}

/** Prefixes of the base schema, which have the same number in every forest ([MS-DRSR], NewPrefixTable). */
const PREFIXES: Readonly<Record<string, number>> = { '2.5.4': 0, '1.2.840.113556.1.2': 2, '1.2.840.113556.1.4': 9 };

/** Attribute id from the schema: msDS-IntId where the schema gives one, else prefix number and last part of the OID; null when the prefix is another. */
export function attributeIdOf(oid: string, internalId: string | undefined): number | null {
  if (internalId !== undefined) return Number(internalId) >>> 0;
  const dot = oid.lastIndexOf('.');
  const prefix = PREFIXES[oid.slice(0, dot)];
  const last = Number(oid.slice(dot + 1));
  return prefix === undefined || !Number.isInteger(last) || last > 0x7fff ? null : prefix * 0x10000 + last;
}
