import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { asItIs, keepsValues } from '../../src/boundary/as-it-is.ts';

const text = z.string().nullish();
const list = <Item extends z.ZodType>(item: Item) => {
  const items = z.array(item);
  return keepsValues(items.nullish().transform((value) => value ?? undefined), items);
};
const members = {
  id: z.string().min(2, 'expected an id'),
  name: text,
  flag: z.union([z.boolean(), z.string().transform((value) => value === 'true')]).nullish(),
  size: z.number().int().optional(),
  tags: list(z.string()),
  parts: list(z.object({ key: text })),
  more: z.record(z.string(), z.array(z.string())).optional(),
};
const plain = z.object(members);
const quick = asItIs(z.object(members));

describe('a shape that takes values as they are', () => {
  const fits = { id: 'ab', name: null, flag: true, size: 3, tags: ['x'], parts: [{ key: 'k' }, {}], more: { a: ['b'] } };

  it('gives the very object where nothing is to be changed', () => {
    assert.equal(quick.parse(fits), fits);
  });

  const changed: readonly (readonly [string, object])[] = [
    ['a member that the shape does not know', { ...fits, unknown: 1 }],
    ['null for a list', { ...fits, tags: null }],
    ['text for a truth value', { ...fits, flag: 'true' }],
    ['an unknown member further inside', { ...fits, parts: [{ key: 'k', unknown: 1 }] }],
  ];
  for (const [what, value] of changed) {
    it(`goes through zod for ${what}`, () => {
      const made = quick.parse(value);
      assert.notEqual(made, value);
      assert.deepEqual(made, plain.parse(value));
    });
  }

  const refused: readonly (readonly [string, unknown])[] = [
    ['no id', { name: 'x' }],
    ['an id that is too short', { id: 'a' }],
    ['half a number', { id: 'ab', size: 1.5 }],
    ['a number among texts', { id: 'ab', tags: ['x', 1] }],
    ['a list where an object belongs', []],
    ['a record of texts instead of lists', { id: 'ab', more: { a: 'b' } }],
  ];
  for (const [what, value] of refused) {
    it(`says the same as zod about ${what}`, () => {
      const issues = plain.safeParse(value).error?.issues;
      assert.ok(issues !== undefined && issues.length > 0);
      assert.deepEqual(quick.safeParse(value).error?.issues, issues);
    });
  }

  it('makes the same of anything as zod alone', () => {
    const leaf = fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 2 }), fc.array(fc.record({ key: fc.string() }), { maxLength: 2 }));
    const value = fc.record({ id: leaf, name: leaf, flag: leaf, size: leaf, tags: leaf, parts: leaf, more: fc.oneof(leaf, fc.dictionary(fc.string(), leaf)), unknown: leaf }, { requiredKeys: [] });
    fc.assert(fc.property(value, (given) => {
      const [one, other] = [quick.safeParse(given), plain.safeParse(given)];
      assert.equal(one.success, other.success);
      assert.deepEqual(JSON.parse(JSON.stringify(one.data ?? null)), JSON.parse(JSON.stringify(other.data ?? null)));
      assert.deepEqual(one.error?.issues, other.error?.issues);
    }), { numRuns: 2000 });
  });
});
