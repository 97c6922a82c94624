import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { valuePattern } from '../../src/model/value-pattern.ts';
import { yamlValue } from '../../src/boundary/strict-yaml.ts';
import { readEnrolmentToken, writeEnrolmentToken } from '../../src/protocol/enrolment-token.ts';
import { checkRequest, claimOf, signRequest } from '../../src/protocol/sign-request.ts';
import { spoilText } from './mutations.ts';
import { drawing } from './random.ts';

const INPUTS = 4_000;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const REQUEST = { relayId: 'relay-1', method: 'POST', path: '/relay/v1/hello', body: '{}', time: '2026-11-21T09:00:00.000Z', counter: 7 };
const HEADERS = signRequest(REQUEST, privateKey);
const NOW = new Date(REQUEST.time);

describe('spoiled headers and tokens', () => {
  it('of a signed request are refused unless every one of them is as it was signed', () => {
    const draw = drawing(5);
    const names = Object.keys(HEADERS);
    assert.ok(checkRequest(REQUEST, claimOf(HEADERS) ?? assert.fail(), { publicKey, now: NOW }).ok);
    for (let input = 0; input < INPUTS; input += 1) {
      const name = draw.of(names);
      const spoiled = draw.below(12) === 0 ? draw.of([undefined, [], ['a', 'b'], [HEADERS[name] ?? '', HEADERS[name] ?? '']]) : spoilText(HEADERS[name] ?? '', draw).text;
      const claim = claimOf({ ...HEADERS, [name]: spoiled });
      if (claim === null || spoiled === HEADERS[name]) continue;
      assert.equal(typeof spoiled, 'string', `${name}: ${JSON.stringify(spoiled)}`);
      assert.equal(checkRequest(REQUEST, claim, { publicKey, now: NOW }).ok, false, `${name}: ${JSON.stringify(spoiled)}`);
    }
  });

  it('of an enrolment are read only when they say exactly one thing', () => {
    const draw = drawing(6);
    const token = `swr1.${'a'.repeat(22)}.${'b'.repeat(43)}`;
    assert.notEqual(readEnrolmentToken(token), null);
    for (let input = 0; input < INPUTS; input += 1) {
      const spoiled = spoilText(token, draw).text;
      const read = readEnrolmentToken(spoiled);
      if (read !== null) assert.equal(writeEnrolmentToken(read).token, spoiled.trim());
    }
  });

  it('are no way to a pattern that throws or takes long', () => {
    const draw = drawing(7);
    const hostile = `${'a'.repeat(2_000)}!`;
    for (let input = 0; input < INPUTS; input += 1) {
      const text = Array.from({ length: 1 + draw.below(30) }, () => draw.of(['(', ')', '(?:', '[', ']', '^', '$', '*', '+', '?', '{2}', '{1,64}', '{9,}', '|', 'a', 'b', '.', '\\d', '\\.', '\\', '-', 'é', '😀'])).join('');
      const begun = performance.now();
      valuePattern(text)?.fits(hostile);
      assert.ok(performance.now() - begun < 3_000, text);
    }
  });

  it('are no way to a YAML file that becomes larger than it is, or means two things', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...Array.from({ length: 8 }, (_, at) => `${'bcdefghi'.charAt(at)}: &${'bcdefghi'.charAt(at)} [${Array.from({ length: 10 }, () => `*${'abcdefgh'.charAt(at)}`).join(',')}]`)].join('\n');
    for (const text of [bomb, 'a: 1\na: 2', '__proto__: { a: 1 }', 'a: { "__proto__": 1 }', 'a: !!js/function "x"', 'a: &a [*a]', 'a: *b', `a: ${'['.repeat(200)}${']'.repeat(200)}`, `a: ${'x'.repeat(70_000)}`, 'a: "\\x"', '- a\nb: c']) {
      assert.equal(yamlValue(text).ok, false, text.slice(0, 80));
    }
    assert.deepEqual(yamlValue('a: &a [1]\nb: *a'), { ok: true, value: { a: [1], b: [1] } });
  });
});
