/** GUID text → the 16 octets as LDAP returns them: the first three fields are little-endian. */
export function octetsOfGuid(text: string): Buffer {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-');
  const turned = [a, b, c].map((part) => Buffer.from(part, 'hex').reverse());
  return Buffer.concat([...turned, Buffer.from(d + e, 'hex')]);
}

/** The 16 octets as LDAP returns them → GUID text. */
export function guidOfOctets(octets: Buffer): string {
  const part = (from: number, to: number): string => octets.subarray(from, to).toString('hex');
  const turned = (from: number, to: number): string => Buffer.from(octets.subarray(from, to)).reverse().toString('hex');
  return [turned(0, 4), turned(4, 6), turned(6, 8), part(8, 10), part(10, 16)].join('-');
}

/** DN of an object in the Entra connector space. */
export const entraDnOfAnchor = (anchor: string): string => `CN={${Buffer.from(anchor, 'latin1').toString('hex').toUpperCase()}}`;

/** objectSid octets → `S-1-5-…`; null when there are none. */
export function sidOfOctets(octets: Buffer | undefined): string | null {
  if (octets === undefined || octets.length < 8) return null;
  const authority = octets.readUIntBE(2, 6);
  const count = octets[1] ?? 0;
  const parts = Array.from({ length: count }, (_, index) => octets.readUInt32LE(8 + 4 * index));
  return ['S', octets[0], authority, ...parts].join('-');
}
