import assert from 'node:assert/strict';
import { ancestorDns, isAtOrBelow, parentDn, rdnsOf, sameDn } from '../../src/model/distinguished-name.ts';

describe('a distinguished name', () => {
  for (const [dn, parent] of [
    ['CN=John,OU=Staff,DC=contoso,DC=com', 'OU=Staff,DC=contoso,DC=com'],
    ['CN=Smith\\, John,OU=Staff,DC=com', 'OU=Staff,DC=com'],
    ['CN=back\\\\,OU=Staff,DC=com', 'OU=Staff,DC=com'],
    ['CN=John, OU=Staff, DC=com', 'OU=Staff,DC=com'],
    ['DC=com', null],
    ['', null],
  ] as const) {
    it(`${dn || '(empty)'} lies in ${parent ?? 'nothing'}`, () => assert.equal(parentDn(dn), parent));
  }

  for (const [one, other, same] of [
    ['OU=Staff,DC=com', 'ou=staff, dc=COM', true],
    ['CN=Smith\\, John,DC=com', 'CN=Smith\\2C John,DC=com', true],
    ['CN=M\\C3\\BCller,DC=com', 'cn=müller,dc=com', true],
    ['OU=Staff ,DC=com', 'OU=Staff,DC=com', true],
    ['OU=Staff\\ ,DC=com', 'OU=Staff,DC=com', false],
    ['CN=a\\,DC=com', 'CN=a,DC=com', false],
    ['OU=Staff,DC=com', 'OU=Staff2,DC=com', false],
  ] as const) {
    it(`${one} ${same ? 'is' : 'is not'} ${other}`, () => assert.equal(sameDn(one, other), same));
  }

  for (const [dn, container, below] of [
    ['CN=J,OU=Staff,DC=com', 'ou=staff,dc=com', true],
    ['OU=Staff,DC=com', 'OU=Staff,DC=com', true],
    ['CN=J,OU=Staff2,DC=com', 'OU=Staff,DC=com', false],
    ['CN=J\\,OU=Staff,DC=com', 'OU=Staff,DC=com', false],
    ['DC=com', 'OU=Staff,DC=com', false],
    ['CN=J,DC=com', '', false],
  ] as const) {
    it(`${dn} ${below ? 'is' : 'is not'} at or below ${container || '(nothing)'}`, () => assert.equal(isAtOrBelow(dn, container), below));
  }

  it('names its containers from the nearest up', () => assert.deepEqual(ancestorDns('CN=J,OU=A,DC=b,DC=c'), ['OU=A,DC=b,DC=c', 'DC=b,DC=c', 'DC=c']));
  it('has as many parts as it has unescaped commas and one', () => assert.equal(rdnsOf('CN=a\\,b\\,c,DC=d').length, 2));
});
