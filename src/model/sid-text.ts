/** Binary SID (MS-DTYP 2.4.2) as base64, or its text, → `S-1-5-21-…`; undefined when it is neither. */
export function sidText(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (/^S-1-/i.test(value)) return value.toUpperCase();
  const octets = Buffer.from(value, 'base64');
  const count = octets.at(1);
  if (octets.length < 8 || count === undefined || octets.length !== 8 + 4 * count) return undefined;
  const authority = octets.readUIntBE(2, 6);
  const parts = Array.from({ length: count }, (_, n) => octets.readUInt32LE(8 + 4 * n));
  return ['S', octets.at(0), authority, ...parts].join('-');
}
