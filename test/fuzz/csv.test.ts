import assert from 'node:assert/strict';
import { readCsv } from '../../src/boundary/csv.ts';
import { parsePairsList } from '../../src/boundary/pairs-list.ts';
import { spoilText } from './mutations.ts';
import { drawing, type Draw } from './random.ts';

const INPUTS = 4_000;
const PIECES = ['a', '"', '""', ',', '\r\n', '\n', ';', ' ', 'CN=Doe\\, Jane,OU=x,DC=y', '\uFEFF', 'é', '=1+1', '\u0000', '\u2028', '\r'];

const field = (draw: Draw): string => Array.from({ length: draw.below(6) }, () => draw.of(PIECES)).join('');
const written = (value: string, draw: Draw): string => (/[",\r\n]/u.test(value) || draw.below(3) === 0 ? `"${value.replaceAll('"', '""')}"` : value);

describe('spoiled lists', () => {
  it('are none when they were written by the rule: whatever the fields hold, they come back as they were', () => {
    const draw = drawing(8);
    for (let input = 0; input < INPUTS; input += 1) {
      const records = Array.from({ length: 1 + draw.below(5) }, () => Array.from({ length: 1 + draw.below(4) }, () => field(draw)));
      const end = draw.of(['\r\n', '\n']);
      const text = `\uFEFF${records.map((fields) => `${fields.map((value) => written(value, draw)).join(',')}${end}`).join('')}`;
      const read = readCsv(text);
      assert.ok(read.ok, JSON.stringify(text));
      assert.deepEqual(read.records.map(({ fields }) => fields), records, JSON.stringify(text));
    }
  });

  it('are refused or read as one thing only: what was read and written again reads the same, and nobody crashes or hangs', () => {
    const draw = drawing(9);
    let [taken, refused] = [0, 0];
    for (let input = 0; input < INPUTS; input += 1) {
      const valid = `old,new\r\n${Array.from({ length: 4 }, () => `${written(field(draw), draw)},${written(field(draw), draw)}\r\n`).join('')}`;
      const text = draw.below(2) === 0 ? spoilText(valid, draw).text : Array.from({ length: draw.below(30) }, () => draw.of(PIECES)).join('');
      const begun = performance.now();
      const read = readCsv(text);
      parsePairsList(text);
      assert.ok(performance.now() - begun < 3_000, JSON.stringify(text.slice(0, 600)));
      if (!read.ok) {
        refused += 1;
        assert.ok(read.line >= 1 && read.line <= text.split('\n').length, JSON.stringify(text.slice(0, 600)));
        continue;
      }
      taken += 1;
      const again = readCsv(`\uFEFF${read.records.map(({ fields }) => `${fields.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\r\n`).join('')}`);
      assert.deepEqual(again.ok ? again.records.map(({ fields }) => fields) : again, read.records.map(({ fields }) => fields), JSON.stringify(text.slice(0, 600)));
    }
    assert.ok(taken > 100 && refused > 100, `${taken} taken, ${refused} refused`);
  });

  for (const [what, text] of [['quotes', '"'.repeat(1_000_001)], ['doubled quotes with a letter behind', `"${'""'.repeat(500_000)}"x`], ['commas', ','.repeat(1_000_000)], ['letters', 'x'.repeat(1_000_000)]] as const) {
    it(`are read in a moment when they are a million ${what}`, () => {
      const begun = performance.now();
      parsePairsList(text);
      assert.ok(performance.now() - begun < 3_000);
    });
  }
});
