import assert from 'node:assert/strict';
import { accountNameFaults, addressFaults, aliasFaults, formFaults, quoted, signInNameFaults, signInNameLengthFaults, targetAddressFaults, underscored } from '../../src/deduce/legal-characters.ts';

type Faults = (value: string) => readonly string[];
/** What is judged, a legal value, and values with exactly one fault. */
const LEGAL: readonly (readonly [string, Faults, readonly string[]])[] = [
  ['an address', addressFaults, ["smtp:o'brien@contoso.com", 'SMTP:j#s_1-2.3+x@contoso.photography', 'x500:/o=A B/ou=(C)/cn=d', 'EUM:1;phone-context=a.b', 'NOTES:John Smith', 'jsmith@contoso.com', '', ':', 'SPO:SPO_1@SPO_2']],
  ['a sign-in name', signInNameFaults, ["o'brien@contoso.com", 'j#s_1-2.3!^~@contoso.com', '12345@contoso.com']],
  ['an alias', aliasFaults, ['jsmith', "o'brien", 'a&b', '1']],
  ['an account name', (name) => accountNameFaults(name, true), ['jsmith', 'j.smith-1_2', 'j'.repeat(20), 'j smith', '$jsmith']],
  ['the form of an address', formFaults, ['a@b', "o'brien@contoso.com", 'a.b@c-d.e']],
  ['a forwarding address', targetAddressFaults, ['SMTP:a@b.com', "smtp:o'brien@b.com", 'X400:C=US;A= ;S=x;', 'FAX:+41 44']],
  ['the length of a sign-in name', signInNameLengthFaults, [`${'a'.repeat(64)}@${'b'.repeat(48)}`, 'a', '']],
];
const FAULTY: readonly (readonly [string, Faults, readonly string[]])[] = [
  ['an address', addressFaults, ['smtp:a b@c.d', 'smtp:a@c.d\u00a0', 'smtp:a@c.d\u200b', ' smtp:a@c.d', 'smtp:é@c.d', 'smtp:a:b@c.d', 'sip:a<b@c.d', 'x500:/o=a\t', 'x500:/o=[']],
  ['a sign-in name', signInNameFaults, ['a b@c.d', 'ä@c.d', 'a$@c.d', 'a`@c.d', 'a.@c.d', 'a@c.d.', 'ac.d', 'a@b@c.d', '@c.d', 'a\u00a0@c.d']],
  ['an alias', aliasFaults, ['.a', 'a b', 'a@b', 'a\\b', 'a'.repeat(65)]],
  ['an account name', (name) => accountNameFaults(name, true), ['a/b', "o'b", 'a'.repeat(21)]],
  ['the form of an address', formFaults, ['a', 'a@b@c', '@b', 'a@', '.a@b', 'a.@b', 'a..b@c', 'a@.b', 'a@b-']],
  ['a forwarding address', targetAddressFaults, ['a@b.com', 'SMTP:a', 'SMTP:a b@c.d', 'SMTP:a\\b@c.d', `FAX:${'1'.repeat(252)}`]],
  ['the length of a sign-in name', signInNameLengthFaults, [`${'a'.repeat(65)}@b.c`, `a@${'b'.repeat(49)}`]],
];

describe('legal characters', () => {
  for (const [what, faultsOf, values] of LEGAL) it(`take ${what} as it is: ${values.map((value) => JSON.stringify(value.slice(0, 30))).join(' ')}`, () => { for (const value of values) assert.deepEqual(faultsOf(value), [], value); });
  for (const [what, faultsOf, values] of FAULTY) it(`find the one fault of ${what}: ${values.map((value) => JSON.stringify(value.slice(0, 30))).join(' ')}`, () => { for (const value of values) assert.equal(faultsOf(value).length, 1, `${value}: ${faultsOf(value).join(' | ')}`); });

  it('count all three limits of a sign-in name', () => assert.equal(signInNameLengthFaults(`${'a'.repeat(70)}@${'b'.repeat(60)}`).length, 3));
  it('let other objects than users have long account names', () => assert.deepEqual([accountNameFaults('a'.repeat(256), false).length, accountNameFaults('a'.repeat(257), false).length], [0, 1]));
  it('say a fault once however often it occurs', () => assert.deepEqual(addressFaults('smtp:a b c@d.e'), ['a blank (U+0020)']));
  it('name an invisible character by its code point', () => assert.deepEqual(addressFaults('smtp:a@d.e\u00a0'), ['an invisible character (U+00A0)']));
  for (const [value, shown] of [['a b', '"a b"'], [' a ', '"<U+0020>a<U+0020>"'], ['a\u00a0', '"a<U+00A0>"'], ['a\u200bb', '"a<U+200B>b"'], ['a\tb', '"a<U+0009>b"'], ["o'brien", '"o\'brien"']] as const) {
    it(`show ${JSON.stringify(value)} as ${shown}`, () => assert.equal(quoted(value), shown));
  }
  for (const [address, changed] of [['a b/c@d.e', 'a_b_c@d.e'], ['a(b)|=?%`@d/e', 'a_b______@d/e'], ['no address', 'no address']] as const) it(`make ${changed} of ${address}`, () => assert.equal(underscored(address), changed));
});
