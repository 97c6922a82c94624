import assert from 'node:assert/strict';
import { memberCount } from '../../src/deduce/group-members.ts';

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `CN=m${at}`);

describe('how many members a group has', () => {
  const rows: readonly (readonly [string, Readonly<Record<string, readonly string[]>>, number, boolean])[] = [
    ['none', {}, 0, true],
    ['a whole list', { member: names(3) }, 3, true],
    ['a list that goes on', { member: names(5000), 'member;range=5000-5000': ['CN=x'] }, 5001, false],
    ['a list past the limit of Entra Connect', { member: names(5000), 'member;range=5000-5000': ['CN=x'], 'member;range=249999-249999': ['CN=y'] }, 250_000, false],
    ['a first part as LDAP names it', { 'member;range=0-1499': names(1500) }, 1500, false],
    ['a range without values', { member: names(2), 'member;range=5000-5000': [] }, 2, true],
  ];
  for (const [title, attributes, atLeast, exact] of rows) {
    it(`is read from ${title}`, () => assert.deepEqual(memberCount({ dn: 'CN=g', attributes }), { atLeast, exact }));
  }
});
