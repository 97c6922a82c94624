import assert from 'node:assert/strict';
import { explicitGrants } from '../../../src/adapters/ldap/explicit-grants.ts';

const sid = (authority: number, ...parts: readonly number[]): Buffer => Buffer.concat([Buffer.from([1, parts.length, 0, 0, 0, 0, 0, authority]), ...parts.map((part) => Buffer.from(Uint32Array.of(part).buffer))]);
const HELPDESK = sid(5, 21, 1, 2, 3, 1105);
const NAME = 'S-1-5-21-1-2-3-1105';
const USER = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const RESET = '00299570-246d-11d0-a768-00aa006e0529';
const MEMBER = 'bf9679c0-0de6-11d0-a285-00aa003049e2';

/** A GUID as [MS-DTYP] 2.3.4.2 puts it into octets. */
function guidOctets(text: string): Buffer {
  const [a = '', b = '', c = '', ...rest] = text.split('-');
  return Buffer.concat([...[a, b, c].map((part) => Buffer.from(part, 'hex').reverse()), Buffer.from(rest.join(''), 'hex')]);
}

interface Entry {
  readonly kind?: number;
  readonly flags?: number;
  readonly mask: number;
  readonly type?: string;
  /** The class of the objects below that it is for. */
  readonly below?: string;
  readonly who?: Buffer;
}

function ace({ kind, flags = 0, mask, type, below, who = HELPDESK }: Entry): Buffer {
  const isObject = type !== undefined || below !== undefined;
  const head = Buffer.alloc(isObject ? 12 : 8);
  const body = Buffer.concat([...[type, below].flatMap((guid) => (guid === undefined ? [] : [guidOctets(guid)])), who]);
  head.writeUInt8(kind ?? (isObject ? 5 : 0), 0);
  head.writeUInt8(flags, 1);
  head.writeUInt16LE(head.length + body.length, 2);
  head.writeUInt32LE(mask >>> 0, 4);
  if (isObject) head.writeUInt32LE((type === undefined ? 0 : 1) | (below === undefined ? 0 : 2), 8);
  return Buffer.concat([head, body]);
}

function descriptor(...entries: readonly Entry[]): string {
  const list = Buffer.concat(entries.map(ace));
  const head = Buffer.alloc(28);
  head.writeUInt8(1, 0);
  head.writeUInt16LE(0x8004, 2);
  head.writeUInt32LE(20, 16);
  head.writeUInt8(4, 20);
  head.writeUInt16LE(8 + list.length, 22);
  head.writeUInt16LE(entries.length, 24);
  return Buffer.concat([head, list]).toString('base64');
}

describe('what an access list gives by itself', () => {
  const ROWS: readonly (readonly [what: string, entries: readonly Entry[], grants: readonly (readonly [string, readonly string[]])[]])[] = [
    ['is nothing when it is empty', [], []],
    ['is everything with full control', [{ mask: 0xf01ff }], [[NAME, ['do everything']]]],
    ['is everything with the generic right', [{ mask: 0x10000000 }], [[NAME, ['do everything']]]],
    ['is the reset of passwords of the users below', [{ mask: 0x100, type: RESET, below: USER }], [[NAME, ['reset passwords']]]],
    ['is every extended right where none is named', [{ mask: 0x100 }], [[NAME, ['use every extended right, resetting passwords among them']]]],
    ['is the making and the deletion of users', [{ mask: 0x3, type: USER }], [[NAME, ['create users', 'delete users']]]],
    ['is the making of whatever there is', [{ mask: 0x1 }], [[NAME, ['create objects']]]],
    ['is the writing of one attribute', [{ mask: 0x30, type: MEMBER }], [[NAME, ['write member']]]],
    ['is the writing of every attribute of the users below', [{ mask: 0x20, below: USER }], [[NAME, ['write every attribute']]]],
    ['is the writing of what it does not know by name', [{ mask: 0x20, type: '11111111-2222-3333-4444-555555555555' }], [[NAME, ['write some attributes']]]],
    ['is the change of the list itself', [{ mask: 0x40000 }], [[NAME, ['change who may do what']]]],
    ['is told once for each who has several entries', [{ mask: 0x1, type: USER }, { mask: 0x100, type: RESET, below: USER }, { mask: 0x1, type: USER }], [[NAME, ['create users', 'reset passwords']]]],
    ['is what everybody may, too', [{ mask: 0x20, who: sid(1, 0) }, { mask: 0x1, who: sid(5, 11) }], [['S-1-1-0', ['write every attribute']], ['S-1-5-11', ['create objects']]]],
    ['is what all built-in users, guests and everybody from before Windows 2000 may', [545, 546, 554].map((rid) => ({ mask: 0x100, type: RESET, who: sid(5, 32, rid) })), [545, 546, 554].map((rid) => [`S-1-5-32-${rid}`, ['reset passwords']] as const)],
    ['is nothing where only reading is granted', [{ mask: 0x20094 }, { mask: 0x10, type: MEMBER }], []],
    ['is nothing that comes from further up', [{ mask: 0xf01ff, flags: 0x12 }], []],
    ['counts what is for objects below only', [{ mask: 0x20, type: MEMBER, flags: 0x0a }], [[NAME, ['write member']]]],
    ['counts no refusal', [{ kind: 1, mask: 0x10040, who: sid(1, 0) }, { kind: 6, mask: 0x20, type: MEMBER }], []],
    ['counts neither the system nor administrators, who may everywhere', [sid(5, 18), sid(5, 9), sid(5, 10), sid(3, 0), sid(5, 32, 544), sid(5, 32, 548), sid(5, 21, 1, 2, 3, 512), sid(5, 21, 1, 2, 3, 519)].map((who) => ({ mask: 0xf01ff, who })), []],
  ];
  for (const [what, entries, grants] of ROWS) it(what, () => assert.deepEqual(explicitGrants(descriptor(...entries)).map((grant) => [grant.sid, grant.may]), grants));

  it('is nothing of octets that are no descriptor, or end too early', () => {
    const whole = Buffer.from(descriptor({ mask: 0xf01ff }, { mask: 0x20, type: MEMBER }), 'base64');
    for (const octets of [Buffer.alloc(0), Buffer.from('no descriptor'), Buffer.alloc(40, 0xff)]) assert.deepEqual(explicitGrants(octets.toString('base64')), []);
    for (let length = 0; length < whole.length; length += 1) explicitGrants(whole.subarray(0, length).toString('base64'));
  });
});
