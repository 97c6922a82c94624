import { guidOctets } from '../../../lab/company/ad-metadata.ts';

/** An entry of an access list, as a test says it. */
export interface Ace {
  readonly sid: Buffer;
  readonly mask: number;
  readonly denies?: boolean | undefined;
  /** GUIDs of what it is narrowed to, and of the class of objects that it is handed down to. */
  readonly on?: string | undefined;
  readonly inheritedBy?: string | undefined;
  /** Does not speak of the object itself, only of those below. */
  readonly inheritOnly?: boolean | undefined;
}

export const RIGHT = { createChild: 1, deleteChild: 2, readAndWriteProperty: 0x30, controlAccess: 0x100, delete: 0x10000, everything: 0xf01ff } as const;
/** GUIDs of classes, attributes and rights; the same in every forest. */
export const GUID = { user: 'bf967aba-0de6-11d0-a285-00aa003049e2', group: 'bf967a9c-0de6-11d0-a285-00aa003049e2', name: 'bf967a0e-0de6-11d0-a285-00aa003049e2', cn: 'bf96793f-0de6-11d0-a285-00aa003049e2', reanimate: '45ec5156-db7e-47bb-b53f-dbeb2d03c40f' } as const;

/** S-1-5-21-…-rid of a domain that is nobody's, or S-1-5-32-rid. */
export const sidOf = (rid: number, isBuiltIn = false): Buffer => {
  const parts = isBuiltIn ? [32, rid] : [21, 1, 2, 3, rid];
  return Buffer.concat([Buffer.from([1, parts.length, 0, 0, 0, 0, 0, 5]), ...parts.map(word)]);
};

export function aceOctets({ sid, mask, denies = false, on, inheritedBy, inheritOnly = false }: Ace): Buffer {
  const isNarrowed = on !== undefined || inheritedBy !== undefined;
  const flags = (on === undefined ? 0 : 1) | (inheritedBy === undefined ? 0 : 2);
  const narrowed = isNarrowed ? [word(flags), ...[on, inheritedBy].flatMap((guid) => (guid === undefined ? [] : [guidOctets(guid)]))] : [];
  const ace = Buffer.concat([Buffer.from([(isNarrowed ? 5 : 0) + (denies ? 1 : 0), inheritOnly ? 0x0a : 0, 0, 0]), word(mask), ...narrowed, sid]);
  ace.writeUInt16LE(ace.length, 2);
  return ace;
}

/** A self-relative descriptor with this access list and nothing else. */
export function descriptorOf(aces: readonly Ace[]): Buffer {
  const octets = Buffer.concat(aces.map(aceOctets));
  const list = Buffer.concat([Buffer.from([4, 0, 0, 0, aces.length, 0, 0, 0]), octets]);
  list.writeUInt16LE(list.length, 2);
  return Buffer.concat([Buffer.from([1, 0, 4, 0x80]), word(0), word(0), word(0), word(20), list]);
}

function word(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value >>> 0, 0);
  return octets;
}
