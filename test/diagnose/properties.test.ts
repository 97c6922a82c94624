import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'bundles');
const bundles = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as unknown);

const PLACES = bundles.flatMap((bundle) => pathsOf(bundle)).filter((path, at, all) => all.findIndex((other) => other.join() === path.join()) === at);
const SECTIONS = [
  'directory', 'directory.entries', 'directory.deleted', 'entra', 'entra.users', 'entra.deletedUsers', 'entra.domains', 'entra.organization', 'entra.roleAssignments', 'entra.subscribedSkus', 'entra.syncFeatures',
  'syncServers', 'syncServers.scheduler', 'syncServers.connectors', 'syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.csObjects', 'syncServers.mvObjects',
];
const strange = fc.oneof(fc.constant(undefined), fc.constant(null), fc.constant([]), fc.constant({}), fc.string(), fc.constant(''), fc.integer(), fc.boolean(), fc.constant('CN=\\0ACNF:,,=\\'), fc.constantFrom('SMTP:@', '20269999999999.0Z', 'x'.repeat(3000)));

const answer = (bundle: unknown): Diagnosis | null => {
  const parsed = parseBundle(JSON.stringify(bundle));
  return parsed.ok ? diagnose(parsed.document, CATALOGUE) : null;
};

describe('whatever the evidence', () => {
  it('no answer throws, and a wrong shape is one sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bundles), fc.array(fc.tuple(fc.constantFrom(...PLACES), strange), { minLength: 1, maxLength: 6 }), (bundle, changes) => {
        const copy = structuredClone(bundle);
        for (const [path, value] of changes) put(copy, path, value);
        const parsed = parseBundle(JSON.stringify(copy));
        if (!parsed.ok) return assert.match(parsed.says, /\S.*\.$/s);
        return assert.ok(diagnose(parsed.document, CATALOGUE).summary.length > 0);
      }),
      { numRuns: 1500 },
    );
  });

  it('the order of what was read does not matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bundles), (bundle) => {
        const [one, other] = [answer(bundle), answer(reversed(bundle))];
        assert.equal(one?.verdict, other?.verdict);
        assert.deepEqual(one?.findings.map(({ cause, evidenceClass }) => cause + evidenceClass), other?.findings.map(({ cause, evidenceClass }) => cause + evidenceClass));
      }),
    );
  });

  it('the same evidence gives the same answer', () => {
    for (const bundle of bundles) assert.deepEqual(answer(bundle), answer(structuredClone(bundle)));
  });

  it('nothing is certain whose needs were not read, and every finding is listed behind what must be repaired first', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bundles), fc.subarray(SECTIONS, { minLength: 1 }), (bundle, unread) => {
        const diagnosis = answer({ ...(bundle as object), unread: unread.map((what) => ({ what, why: 'failed' })) });
        for (const [at, { cause, evidenceClass, fixAfter }] of (diagnosis?.findings ?? []).entries()) {
          const needs = CATALOGUE.find(({ text }) => text.id === cause)?.text.needs ?? [];
          const missing = needs.filter((need) => unread.some((section) => need === section || need.startsWith(`${section}.`)));
          if (missing.length > 0) assert.ok(evidenceClass === 'C' || evidenceClass === 'D', `${cause} is ${evidenceClass} without ${missing.join()}`);
          for (const first of fixAfter) assert.ok((diagnosis?.findings.findIndex((each) => each.cause === first) ?? at) < at);
        }
        if (unread.includes('directory') || unread.includes('syncServers') || unread.includes('entra')) assert.notEqual(diagnosis?.verdict, 'synced');
      }),
      { numRuns: 800 },
    );
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))].filter((each) => each.length > 0);
}

function put(value: unknown, [step, ...rest]: readonly string[], to: unknown): void {
  if (typeof value !== 'object' || value === null || step === undefined) return;
  if (rest.length > 0) put(Reflect.get(value, step), rest, to);
  else if (step in value) Reflect.set(value, step, to);
}

/** Every list backwards, except values whose order means something. */
function reversed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return key === 'attributes' ? value : value.map((each) => reversed(each)).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === 'attributes' ? each : reversed(each, name)]));
}
