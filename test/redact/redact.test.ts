import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { redact } from '../../src/redact/redact.ts';

const FOLDER = join(import.meta.dirname, '..', 'bundles');
const bundlesIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).map((name) => join(folder, name));
const BUNDLES = [...bundlesIn(FOLDER), ...bundlesIn(join(FOLDER, 'unseen'))];

const found = (text: string) => {
  const parsed = parseBundle(text);
  if (!parsed.ok) return 'refused';
  const { verdict, findings, cannotTell, chain } = diagnose(parsed.document, CATALOGUE);
  return { verdict, findings: findings.map(({ cause, evidenceClass, layer, remedy }) => `${cause} ${evidenceClass}${layer} ${remedy?.by ?? ''} ${remedy?.id ?? ''}`), cannotTell, chain: chain.map(({ stage, state }) => `${stage} ${state}`) };
};

describe('a redacted bundle', () => {
  for (const file of BUNDLES) {
    it(`${file.slice(FOLDER.length + 1)} gives the same causes in the same order`, () => {
      const text = readFileSync(file, 'utf8');
      const before = found(text);
      if (before === 'refused') return;
      assert.deepEqual(found(JSON.stringify(redact(JSON.parse(text), 'a key'))), before);
    });
  }
  it('names nobody and nothing of the company any more', () => {
    const text = JSON.stringify(redact(JSON.parse(readFileSync(join(FOLDER, 'healthy.json'), 'utf8')), 'a key'));
    for (const word of ['smith', 'john', 'jones', 'mary', 'contoso', 'staff', 'leavers']) assert.doesNotMatch(text, new RegExp(`(?<![a-z])${word}(?![a-z])`, 'i'));
    assert.match(text, /SMTP:[a-z]{6}@[a-z]{7}\.com/);
    assert.match(text, /\.onmicrosoft\.com/);
  });
  it('replaces the same by the same, keeps letter case, signs and digits, and differs from key to key', () => {
    const [one, other] = ['k1', 'k2'].map((key) => redact({ directory: { forests: [{ entries: [{ dn: "CN=O'Neill Ann\\, Jr,OU=Böse,DC=x", attributes: { displayName: ["ANN O'Neill 42"], mail: ['ann.oneill42@contoso.com'] } }] }] }, unread: [{ what: 'entra', detail: 'ann was not read' }] }, key));
    const text = JSON.stringify(one);
    assert.doesNotMatch(text, /neill|contoso/i);
    const [, ann = ''] = /"detail":"(\w+) was not read"/.exec(text) ?? [];
    assert.ok(text.includes(ann.toUpperCase()) && text.includes(`${ann}.`), text);
    assert.match(text, /42@\w{7}\.com/);
    assert.notEqual(text, JSON.stringify(other));
  });
});
