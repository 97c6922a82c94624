import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { schemaFiles } from '../../tools/write-schemas.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const schemaOf = (name: string): object => JSON.parse(readFileSync(join(ROOT, 'docs', 'schemas', name), 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, allErrors: false });
const isEvidence = ajv.compile(schemaOf('syncwhy-evidence-1.schema.json'));
const isDiagnosis = ajv.compile(schemaOf('syncwhy-diagnosis-1.schema.json'));

const bundles = ['test/bundles', 'test/bundles/unseen'].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).map((name) => ({ name, text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);

describe('the published schemas', () => {
  for (const [name, text] of schemaFiles()) it(`${name} is as node tools/write-schemas.ts writes it`, () => assert.equal(readFileSync(join(ROOT, 'docs', 'schemas', name), 'utf8'), text));

  for (const { name, text } of bundles) {
    it(`agree with the reader about ${name}, and with the answer`, () => {
      const parsed = parseBundle(text);
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        return assert.equal(parsed.ok, false);
      }
      // The reader is stricter in things that a schema cannot say well: keys named twice, times that are none, and an object without any member for a list of one.
      if (parsed.ok) assert.equal(isEvidence(json), true, ajv.errorsText(isEvidence.errors));
      if (!parsed.ok) return undefined;
      return assert.equal(isDiagnosis(JSON.parse(JSON.stringify(diagnose(parsed.document, CATALOGUE)))), true, ajv.errorsText(isDiagnosis.errors));
    });
  }

  for (const [what, wrong] of [
    ['no format', { takenAt: '2026-11-21T09:00:00Z' }],
    ['another format', { format: 'syncwhy-evidence/2', takenAt: '2026-11-21T09:00:00Z' }],
    ['entries that are no list', { format: 'syncwhy-evidence/1', takenAt: '2026-11-21T09:00:00Z', directory: { forests: [{ name: 'x', entries: {} }] } }],
    ['attributes that are text', { format: 'syncwhy-evidence/1', takenAt: '2026-11-21T09:00:00Z', directory: { forests: [{ name: 'x', entries: [{ dn: 'CN=x', attributes: { cn: 'x' } }] }] } }],
    ['a user without an id', { format: 'syncwhy-evidence/1', takenAt: '2026-11-21T09:00:00Z', entra: { users: [{ displayName: 'x' }] } }],
    ['a server without a name', { format: 'syncwhy-evidence/1', takenAt: '2026-11-21T09:00:00Z', syncServers: [{}] }],
  ] as const) {
    it(`refuse ${what}, as the reader does`, () => {
      assert.equal(isEvidence(wrong), false);
      assert.equal(parseBundle(JSON.stringify(wrong)).ok, false);
    });
  }
});
