const SELF_RELATIVE = 0x8000;
const PROTECTED = 0x1000;
const AUTO_INHERITED = 0x0400;
const DACL_PRESENT = 0x0004;
const HEAD = 20;
const EMPTY_LIST = Buffer.from([4, 0, 8, 0, 0, 0, 0, 0]);

/** A security descriptor with an empty access list, as AD keeps it; a protected one takes nothing from the containers above. */
export function descriptorOctets({ inherits }: { readonly inherits: boolean }): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt8(1, 0);
  head.writeUInt16LE(SELF_RELATIVE | DACL_PRESENT | (inherits ? AUTO_INHERITED : PROTECTED), 2);
  head.writeUInt32LE(HEAD, 16);
  return Buffer.concat([head, EMPTY_LIST]);
}
