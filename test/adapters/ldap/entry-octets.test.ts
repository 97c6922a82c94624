import assert from 'node:assert/strict';
import { entryMessage } from '../../../lab/servers/ldap-responses.ts';
import { BerCursor } from '../../../src/adapters/ldap/ber-cursor.ts';
import { messageLength } from '../../../src/adapters/ldap/ber-length.ts';
import { entryFrom } from '../../../src/adapters/ldap/entry-octets.ts';
import type { NormalEntry } from '../../../src/adapters/ldap/normalise-entry.ts';

const GUID = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
const read = (message: Buffer): NormalEntry => {
  const cursor = new BerCursor(message, 0, message.length);
  cursor.enter();
  cursor.integer();
  return entryFrom(cursor);
};

describe('an entry read from its octets', () => {
  it('has texts as they are, octets in base64, and no attribute without a value', () => {
    const message = entryMessage(7, { dn: 'CN=Zoë \\, 漢,DC=x', attributes: [{ name: 'cn', values: ['Zoë , 漢'] }, { name: 'objectGUID', values: [GUID] }, { name: 'mail', values: [] }, { name: 'proxyAddresses', values: ['a', 'b\uFFFD'] }] });
    assert.deepEqual(read(message), { entry: { dn: 'CN=Zoë \\, 漢,DC=x', attributes: { cn: ['Zoë , 漢'], objectGUID: [GUID.toString('base64')], proxyAddresses: ['a', 'b\uFFFD'] } }, open: [] });
  });

  it('carries what is no UTF-8 as base64', () => {
    const odd = Buffer.from([0x41, 0xff, 0xfe]);
    assert.deepEqual(read(entryMessage(7, { dn: 'CN=x', attributes: [{ name: 'description', values: [odd, 'text'] }] })).entry.attributes['description'], [odd.toString('base64'), 'text']);
  });

  it('knows of the values that are still to come', () => {
    const part = read(entryMessage(7, { dn: 'CN=x', attributes: [{ name: 'member', values: [] }, { name: 'member;range=0-1', values: ['a', 'b'] }, { name: 'proxyAddresses;range=0-*', values: ['c'] }] }));
    assert.deepEqual(part, { entry: { dn: 'CN=x', attributes: { member: ['a', 'b'], proxyAddresses: ['c'] } }, open: [{ attribute: 'member', next: 2, values: ['a', 'b'] }] });
  });

  it('is either read or refused, never waited for, whatever the octets are', () => {
    const message = entryMessage(7, { dn: 'CN=x,DC=y', attributes: [{ name: 'cn', values: ['x'] }, { name: 'objectGUID', values: [GUID] }, { name: 'member;range=0-1', values: ['a', 'b'] }] });
    let refused = 0;
    for (let at = 0; at < message.length; at += 1) {
      for (const octet of [0x00, 0x04, 0x30, 0x7f, 0x80, 0x84, 0x88, 0xff]) {
        const spoilt = Buffer.from(message);
        spoilt[at] = octet;
        try {
          read(spoilt);
        } catch (thrown) {
          assert.ok(thrown instanceof RangeError, String(thrown));
          refused += 1;
        }
      }
      assert.throws(() => read(message.subarray(0, at)), RangeError);
    }
    assert.ok(refused > 20, String(refused));
  });
});

describe('the length of a message', () => {
  it('is null until its head is there, and refused when it is none', () => {
    for (const [octets, expected] of [['', null], ['30', null], ['3005', 7], ['3082', null], ['308201', null], ['30820100', 260], ['3084000000ff', 261]] as const) assert.equal(messageLength(Buffer.from(octets, 'hex')), expected, octets);
    for (const octets of ['3080', '3085ffffffffff', '3084ffffffff']) assert.throws(() => messageLength(Buffer.from(octets, 'hex')), octets);
    assert.equal(messageLength(Buffer.from('ffff3003', 'hex'), 2), 5);
  });
});
