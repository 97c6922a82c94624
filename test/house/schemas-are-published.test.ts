import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { parseLocalPolicy } from '../../src/boundary/local-policy.ts';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { schemaFiles } from '../../tools/write-schemas.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const schemaOf = (name: string): object => JSON.parse(readFileSync(join(ROOT, 'docs', 'schemas', name), 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, allErrors: false });
const isEvidence = ajv.compile(schemaOf('syncwhy-evidence-1.schema.json'));
const isRelayConfig = ajv.compile(schemaOf('syncwhy-relay-1.schema.json'));
const isLocalPolicy = ajv.compile(schemaOf('syncwhy-local-policy-1.schema.json'));
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

  const POLICY = { readOnly: false, operations: ['ad.move'], writableContainers: ['OU=Staff,DC=corp'], objectsPerHour: 5 };
  const CONFIG = { bot: { url: 'https://bot.contoso.com' }, stateDir: 'state', localPolicyFile: 'local-policy.yaml', directories: [{ forest: 'corp', url: 'ldaps://dc', baseDn: 'DC=corp', bindDn: 'x', passwordFile: 'y' }] };
  it('take a local policy and a configuration of a relay that the relay takes', () => {
    for (const policy of [POLICY, { ...POLICY, attributes: ['mail'], values: { mail: ['.+@contoso\\.com'] }, hours: { timeZone: 'Europe/Berlin', windows: [{ days: ['mon'], from: '08:00', to: '18:00' }] } }]) {
      assert.ok(parseLocalPolicy(policy).ok);
      assert.equal(isLocalPolicy(policy), true, ajv.errorsText(isLocalPolicy.errors));
    }
    assert.ok(parseRelayConfig(CONFIG).ok);
    assert.equal(isRelayConfig(CONFIG), true, ajv.errorsText(isRelayConfig.errors));
  });

  for (const [what, wrong] of [['an unknown key', { everything: true }], ['an attribute that is never written', { attributes: ['unicodePwd'] }], ['a DN that is none', { writableContainers: ['Staff'] }], ['a limit that is text', { objectsPerHour: '5' }], ['times without days', { hours: { timeZone: 'Europe/Berlin', windows: [{ from: '08:00', to: '18:00' }] } }]] as const) {
    it(`refuse a local policy with ${what}, as the relay does`, () => {
      assert.equal(isLocalPolicy({ ...POLICY, ...wrong }), false);
      assert.equal(parseLocalPolicy({ ...POLICY, ...wrong }).ok, false);
    });
  }

  for (const [what, wrong] of [['an unknown key', { listen: 443 }], ['no bot', { bot: {} }], ['plain LDAP to any place', { directories: [{ ...CONFIG.directories[0], url: 'http://dc' }] }], ['a domain twice as deep', { directories: [{ ...CONFIG.directories[0], deep: { deeper: 1 } }] }]] as const) {
    it(`refuse a configuration of a relay with ${what}, as the relay does`, () => {
      assert.equal(isRelayConfig({ ...CONFIG, ...wrong }), false);
      assert.equal(parseRelayConfig({ ...CONFIG, ...wrong }).ok, false);
    });
  }
});
