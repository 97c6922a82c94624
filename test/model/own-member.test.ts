import assert from 'node:assert/strict';
import { ownMember } from '../../src/model/own-member.ts';

describe('a member looked up by a key from outside', () => {
  it('is found when the record has it', () => assert.equal(ownMember({ a: 1 }, 'a'), 1));
  for (const key of ['b', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '']) it(`is none for "${key}"`, () => assert.equal(ownMember({ a: 1 }, key), undefined));
  it('is none of no record', () => assert.equal(ownMember(undefined, 'a'), undefined));
});
