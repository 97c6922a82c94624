import { sidText } from '../../model/sid-text.ts';

/** What one entry, or several for the same, of an access list lets somebody do, in words. */
export interface ExplicitGrant {
  /** `S-1-5-21-…` */
  readonly sid: string;
  readonly may: readonly string[];
}

/**
 * What the access list of a container gives by itself, not from above, to others than administrators and the system, as far as it is more than reading.
 * Sources: [MS-DTYP] 2.4.4, 2.4.6; [MS-ADTS] 5.1.3.2. Empty for anything else than a self-relative descriptor.
 */
export function explicitGrants(descriptor: string): readonly ExplicitGrant[] {
  const octets = Buffer.from(descriptor, 'base64');
  const at = octets.length < 20 ? 0 : octets.readUInt32LE(16);
  if (at < 20 || at + 8 > octets.length) return [];
  const grants = new Map<string, Set<string>>();
  for (const { sid, words } of entriesOf(octets.subarray(at))) {
    const known = grants.get(sid) ?? new Set();
    for (const word of words) known.add(word);
    if (known.size > 0) grants.set(sid, known);
  }
  return [...grants].map(([sid, may]) => ({ sid, may: may.has(ALL) ? [ALL] : [...may] }));
}

const INHERITED = 0x10;
const ALLOWED = 0;
const ALLOWED_OBJECT = 5;

function* entriesOf(list: Buffer): Generator<{ readonly sid: string; readonly words: readonly string[] }> {
  for (let at = 8, left = list.readUInt16LE(4); left > 0 && at + 16 <= list.length; left -= 1) {
    const size = list.readUInt16LE(at + 2);
    const entry = list.subarray(at, at + size);
    if (size < 16 || entry.length < size) return;
    const kind = entry.readUInt8(0);
    if ((kind === ALLOWED || kind === ALLOWED_OBJECT) && (entry.readUInt8(1) & INHERITED) === 0) {
      const flags = kind === ALLOWED_OBJECT ? entry.readUInt32LE(8) : 0;
      const type = (flags & 1) !== 0 ? entry.subarray(12, 28).toString('hex') : null;
      const sid = sidAt(entry, kind === ALLOWED ? 8 : 12 + ((flags & 1) !== 0 ? 16 : 0) + ((flags & 2) !== 0 ? 16 : 0));
      if (sid !== undefined && !isOfTheSystem(sid)) yield { sid, words: wordsOf(entry.readUInt32LE(4) >>> 0, type) };
    }
    at += size;
  }
}

/** Padding may follow a SID. */
const sidAt = (entry: Buffer, at: number): string | undefined => sidText(entry.subarray(at, at + 8 + 4 * (entry[at + 1] ?? 0)).toString('base64'));

/** SYSTEM, SELF, the domain controllers, the built-in groups of administrators and operators, and the administrators of domain and forest: they may everywhere. Built-in are also all users, all guests and everybody from before Windows 2000. */
const isOfTheSystem = (sid: string): boolean => /^S-1-(?:3-\d+|5-(?:9|10|18|32-(?:544|548|549|550|551|557))|5-21-\d+-\d+-\d+-(?:498|512|516|518|519|526|527))$/u.test(sid);

const ALL = 'do everything';
const FULL = 0xf01ff;
const GENERIC_ALL = 0x10000000;
const GENERIC_WRITE = 0x40000000;

/** Empty where nothing but reading is granted. */
function wordsOf(mask: number, type: string | null): readonly string[] {
  if (((mask & FULL) === FULL || (mask & GENERIC_ALL) !== 0) && type === null) return [ALL];
  const has = (bit: number): boolean => (mask & bit) !== 0;
  const children = CLASSES[type ?? ''] ?? (type === null ? 'objects' : 'objects of one kind');
  return [
    ...(has(0x1) ? [`create ${children}`] : []),
    ...(has(0x2) ? [`delete ${children}`] : []),
    ...(has(0x100) ? [type === RESET ? 'reset passwords' : type === null ? 'use every extended right, resetting passwords among them' : 'use an extended right'] : []),
    ...(has(0x20) || has(GENERIC_WRITE) ? [type === null ? 'write every attribute' : `write ${ATTRIBUTES[type] ?? 'some attributes'}`] : []),
    ...(has(0x10000) ? ['delete'] : []),
    ...(has(0x40000) || has(0x80000) ? ['change who may do what'] : []),
  ];
}

/** schemaIDGUIDs and rightsGuids as octets; the same in every forest. */
const RESET = '709529006d24d011a76800aa006e0529';
const CLASSES: Readonly<Record<string, string>> = { ba7a96bfe60dd011a28500aa003049e2: 'users', '9c7a96bfe60dd011a28500aa003049e2': 'groups', '867a96bfe60dd011a28500aa003049e2': 'computers', d01eb45c4c0ed011a28600aa003049e2: 'contacts' };
const ATTRIBUTES: Readonly<Record<string, string>> = {
  c07996bfe60dd011a28500aa003049e2: 'member', '687a96bfe60dd011a28500aa003049e2': 'userAccountControl', '0a7a96bfe60dd011a28500aa003049e2': 'pwdLastSet', '067a96bfe60dd011a28500aa003049e2': 'proxyAddresses',
  c23d77233ab6d21190e100c04fd91ab1: 'mS-DS-ConsistencyGuid', bf0e6328d541d111a9c10000f80367c1: 'lockoutTime',
};
