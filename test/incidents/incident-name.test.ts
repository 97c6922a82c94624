import assert from 'node:assert/strict';
import { nameIncident } from '../../src/incidents/incident-name.ts';
import { keptText } from '../../src/incidents/kept-text.ts';

describe('the name of an incident', () => {
  it('is the same for the same key at the same look, and another otherwise', () => {
    const name = (key: string, n: number) => nameIncident(key, n, new Set());
    assert.deepEqual(name('a', 1), name('a', 1));
    assert.notEqual(name('a', 1).incidentId, name('a', 2).incidentId);
    assert.notEqual(name('a', 1).incidentId, name('b', 1).incidentId);
  });

  it('has a code that nobody else has', () => {
    const { code, incidentId } = nameIncident('a', 1, new Set());
    const taken = new Set([code]);
    const other = nameIncident('a', 1, taken);
    assert.notEqual(other.code, code);
    assert.notEqual(other.incidentId, incidentId);
    assert.deepEqual(taken, new Set([code, other.code]));
  });
});

describe('a text by which something is found again', () => {
  const long = 'x'.repeat(401);
  const CASES: readonly (readonly [text: string, kept: RegExp])[] = [
    ['cn=ann,ou=sales', /^cn=ann,ou=sales$/],
    ['cn=\0', /^cn=\ufffd$/],
    ['cn=\ud800', /^cn=\ufffd$/],
    ['x'.repeat(400), /^x{400}$/],
    [long, /^x{200}…[0-9a-f]{64}$/],
  ];
  for (const [text, kept] of CASES)
    it(`is what an index takes of ${JSON.stringify(text.slice(0, 20))} (${text.length} characters)`, () => {
      assert.match(keptText(text), kept);
      assert.equal(keptText(keptText(text)), keptText(text));
    });

  it('differs where long texts differ, and is whole where they are cut', () => {
    assert.notEqual(keptText(`${long}a`), keptText(`${long}b`));
    assert.ok(keptText(`${'x'.repeat(199)}😀${long}`).isWellFormed());
  });
});
