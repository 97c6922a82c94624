/** No answer of a domain controller is near this; waiting for more would fill the memory. */
const LONGEST = 134_217_728;

/** Length of the BER element at `from`, header included; null while the header is not complete. Throws on what is no BER. */
export function messageLength(data: Buffer, from = 0): number | null {
  const first = data[from + 1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new Error('not a BER length');
  if (data.length < from + 2 + octets) return null;
  const length = data.readUIntBE(from + 2, octets);
  if (length > LONGEST) throw new Error('a message that long is none');
  return 2 + octets + length;
}

/** Where the content of the BER element at `from` begins. */
export function contentAt(data: Buffer, from: number): number {
  const first = data[from + 1] ?? 0;
  return from + 2 + (first < 0x80 ? 0 : first & 0x7f);
}
