import assert from 'node:assert/strict';
import { MOST_CSV_LINES, readCsv } from '../../src/boundary/csv.ts';
import { parsePairsList } from '../../src/boundary/pairs-list.ts';

const TAKEN: readonly (readonly [what: string, text: string, fields: readonly (readonly string[])[]])[] = [
  ['nothing', '', []],
  ['lines that end with CRLF', 'a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
  ['lines that end with LF, the last one without', 'a,b\nc,d', [['a', 'b'], ['c', 'd']]],
  ['a byte order mark', '\uFEFFa,b\r\n', [['a', 'b']]],
  ['a quoted DN', '"CN=Doe\\, Jane,OU=x",b', [['CN=Doe\\, Jane,OU=x', 'b']]],
  ['doubled quotes', '"say ""yes""",""""\n', [['say "yes"', '"']]],
  ['empty fields, quoted and not', ',""\n,', [['', ''], ['', '']]],
  ['a line break within quotes', '"a\r\nb",c\r\nd,e', [['a\r\nb', 'c'], ['d', 'e']]],
  ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
];

const REFUSED: readonly (readonly [what: string, text: string, line: number, says: RegExp])[] = [
  ['a quote within a bare field', 'a,b\nc,d"e"', 2, /within a field/],
  ['letters after the closing quote', 'a,b\n"x\ny"z,d', 3, /follows the closing/],
  ['a space after the closing quote', '"a" ,b', 1, /follows the closing/],
  ['a quote that is never closed', 'a,b\n"c,d\ne,f\n', 2, /never closed/],
  ['a lone carriage return', 'a,b\rc,d', 1, /carriage return/],
  ['too many lines', 'a,b\n'.repeat(MOST_CSV_LINES + 1), MOST_CSV_LINES + 1, /5001 lines; at most 5000/],
];

describe('comma-separated values', () => {
  for (const [what, text, fields] of TAKEN) {
    it(`are read with ${what}`, () => {
      const read = readCsv(text);
      assert.ok(read.ok);
      assert.deepEqual(read.records.map((record) => record.fields), fields);
    });
  }
  for (const [what, text, line, says] of REFUSED) {
    it(`are refused for ${what}, naming the line`, () => {
      const read = readCsv(text);
      assert.ok(!read.ok);
      assert.deepEqual([read.line, says.test(read.says)], [line, true], read.says);
    });
  }
  it('are read up to the most lines, and each record knows where it begins', () => {
    const read = readCsv(`"a\nb",c\n${'d,e\n'.repeat(MOST_CSV_LINES - 2)}`);
    assert.ok(read.ok);
    assert.deepEqual(read.records.map(({ line }) => line).slice(0, 3), [1, 3, 4]);
    assert.equal(read.records.length, MOST_CSV_LINES - 1);
  });
});

const FAULTS: readonly (readonly [what: string, text: string, faults: readonly RegExp[]])[] = [
  ['without its header', 'jdoe,jdoe2\n', [/^Line 1: the first line must be old,new/]],
  ['with semicolons', 'old;new\na;b\n', [/^Line 1: the first line must be old,new/]],
  ['with a header in one field', '"old,new"\na,b\n', [/^Line 1: the first line must be old,new/]],
  ['without a pair', 'old,new\r\n', [/^Line 2: there is no pair/]],
  ['with an unquoted DN, an empty line and a gap', 'old,new\nCN=a,DC=b,c\n\na,\nok,fine\n', [/^Line 2: two fields are needed, and here are 3; a DN has commas/, /^Line 3: the line is empty/, /^Line 4: one of the two accounts is missing/]],
  ['with a control character', 'old,new\n"a\nb",c\na\u0000,b', [/^Line 2: .*control character/, /^Line 4: .*control character/]],
  ['with an endless name', `old,new\n${'x'.repeat(2_049)},b`, [/^Line 2: .*at most 2048/]],
  ['that was not UTF-8', 'old,new\nm\uFFFDller,b', [/^Line 2: .*UTF-8/]],
  ['with a broken quote', 'old,new\na,b\n"c,d', [/^Line 3: .*never closed/]],
];

describe('a list of pairs', () => {
  it('gives each pair with its line, without blanks around', () => {
    assert.deepEqual(parsePairsList('\uFEFFOld, New\r\n" CN=Doe,DC=x ",jdoe \r\n'), { ok: true, pairs: [{ line: 2, old: 'CN=Doe,DC=x', fresh: 'jdoe' }] });
  });
  for (const [what, text, faults] of FAULTS) {
    it(`is refused as a whole ${what}`, () => {
      const read = parsePairsList(text);
      assert.ok(!read.ok);
      assert.equal(read.faults.length, faults.length, read.faults.join('\n'));
      faults.forEach((fault, at) => assert.match(read.faults[at] ?? '', fault));
    });
  }
});
