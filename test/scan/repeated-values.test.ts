import assert from 'node:assert/strict';
import { KeyTable } from '../../src/scan/key-table.ts';
import { repeatedValues } from '../../src/scan/repeated-values.ts';

describe('values that stand at more than one place', () => {
  const cases: readonly { readonly what: string; readonly values: readonly string[]; readonly repeated: readonly (readonly number[])[] }[] = [
    { what: 'none', values: [], repeated: [] },
    { what: 'one alone', values: ['a@contoso.com'], repeated: [] },
    { what: 'letters in another case', values: ['A@Contoso.com', 'b@contoso.com', 'a@contoso.com'], repeated: [[0, 2]] },
    { what: 'letters outside ASCII in another case', values: ['JÖRG', 'jörg', 'jorg'], repeated: [[0, 1]] },
    { what: 'three and two', values: ['x', 'y', 'x', 'y', 'x'], repeated: [[0, 2, 4], [1, 3]] },
    { what: 'empty texts', values: ['', '', 'x'], repeated: [[0, 1]] },
  ];
  for (const { what, values, repeated } of cases) {
    it(`are found: ${what}`, () => assert.deepEqual(repeatedValues(values.length, (place) => values[place] ?? '').map(({ places }) => places).toSorted((one, other) => (one[0] ?? 0) - (other[0] ?? 0)), repeated));
  }

  it('are those that a plain Map finds among many', () => {
    const values = Array.from({ length: 200_000 }, (_, at) => `user${(at * 7919) % 190_000}@contoso.com`);
    const seen = new Map<string, number>();
    for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
    const found = repeatedValues(values.length, (place) => values[place] ?? '');
    assert.deepEqual(found.map(({ text, places }) => `${text} ${places.length}`).toSorted(), [...seen].filter(([, count]) => count > 1).map(([text, count]) => `${text} ${count}`).toSorted());
  });

  it('are never two different values, even where their keys are the same', () => {
    // Every value gets the same key when the table takes all of them for repeated: what counts is the text.
    const table = new KeyTable(4);
    assert.equal(table.add(1, 2), 0);
    assert.equal(table.add(1, 2), 0);
    assert.equal(table.add(2, 1), 1);
    assert.equal(table.numberOf(3, 3), -1);
    assert.deepEqual(repeatedValues(2, (place) => (place === 0 ? 'a' : 'b')), []);
  });

  it('keep their numbers while the table of keys grows', () => {
    const table = new KeyTable(1);
    for (let at = 1; at <= 5000; at += 1) assert.equal(table.add(at, at * 3), at - 1);
    for (let at = 1; at <= 5000; at += 1) assert.equal(table.numberOf(at, at * 3), at - 1);
    assert.equal(table.size, 5000);
  });
});
