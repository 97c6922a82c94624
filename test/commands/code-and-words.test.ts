import assert from 'node:assert/strict';
import { codeAndWords } from '../../src/commands/code-and-words.ts';
import { approve } from '../../src/commands/decide.ts';
import { normaliseText } from '../../src/chat/normalise-text.ts';

const read = codeAndWords('Which plan?');
const codeOf = (typed: string): string | null => {
  const parsed = read(typed);
  return parsed.ok ? parsed.args.code : null;
};

const GENUINE = ['7F3K-92QD', '7f3k-92qd', '7F3K92QD', '7f3k 92qd', ' 7F3K-92QD  and a comment'];

/** Each looks like 7F3K-92QD and is not. */
const LOOK_ALIKES: readonly (readonly [name: string, typed: string])[] = [
  ['a Cyrillic К', '7F3\u041A-92QD'],
  ['a Greek Κ', '7F3\u039A-92QD'],
  ['the Kelvin sign', '7F3\u212A-92QD'],
  ['a fullwidth F', '7\uFF263K-92QD'],
  ['fullwidth throughout', '\uFF17\uFF26\uFF13\uFF2B-\uFF19\uFF12\uFF31\uFF24'],
  ['a mathematical 𝟕', '\u{1D7D5}F3K-92QD'],
  ['an Arabic digit', '7F3K-\u066932D'],
];

describe('The code of a plan', () => {
  for (const typed of GENUINE) it(`is read from "${typed}"`, () => assert.equal(codeOf(typed), '7F3K-92QD'));
  for (const [name, typed] of LOOK_ALIKES) {
    it(`is none with ${name}, whatever the text went through before`, () => {
      for (const text of [typed, normaliseText(typed, [], 'bot')]) assert.notEqual(codeOf(text), '7F3K-92QD');
    });
  }
  it('is not made of a long s', () => assert.notEqual(codeOf('7\u017F3K-92QD'), '7S3K-92QD'));
  it('is answered as unknown, not as missing, when it looks alike', () => assert.equal(codeOf('7F3\u041A-92QD'), '7F3\u041A-92QD'));
  it('is asked for where there is none', () => assert.deepEqual(read('please'), { ok: false, wrong: 'Which plan?' }));
});

describe('Words of consent', () => {
  for (const [words, counts] of [['', true], ['checked with Sales', true], ['no', false], ['do not', false], ['wait', false], ['?', false], ['is that right?', false], ["don't", false]] as const) {
    it(`"approve 7F3K-92QD ${words}" is ${counts ? 'a' : 'no'} plain yes`, () => assert.equal(approve.parse(`7F3K-92QD ${words}`).ok, counts));
  }
});
