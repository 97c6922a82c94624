import assert from 'node:assert/strict';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { EvidenceDocument } from '../../src/model/evidence.ts';
import type { Evidence, ExhibitName } from '../../src/model/exhibits.ts';
import { evidenceOf, type Json, type Recipe } from './random-evidence.ts';

const NEEDS = new Map(CATALOGUE.map(({ text }) => [text.id, text.needs]));
const SOURCES = { directory: 'directory.', entra: 'entra.', 'sync-server': 'syncServers' } as const;

const documentOf = (bundle: Json): EvidenceDocument | null => {
  const parsed = parseBundle(JSON.stringify(bundle));
  if (!parsed.ok) assert.match(parsed.says, /\S.*\.$/s, 'a wrong shape is one sentence');
  return parsed.ok ? parsed.document : null;
};

/** An answer or one sentence, and the answer holds together. */
export function neverThrows(recipe: Recipe): void {
  const document = documentOf(evidenceOf(recipe));
  if (document === null) return;
  const diagnosis = diagnose(document, CATALOGUE);
  assert.match(diagnosis.summary, /\S.*[.]$/s);
  const there = diagnosis.findings.map(({ cause }) => cause);
  for (const finding of diagnosis.findings) {
    assert.doesNotMatch(finding.says, /undefined|\[object |NaN/, finding.cause);
    assert.ok(finding.says !== '' && finding.evidence.length > 0, `${finding.cause} shows nothing`);
    assert.ok(finding.evidenceClass !== 'D' || finding.remedy === undefined, `${finding.cause} offers a repair on a mere correlation`);
    for (const first of finding.fixAfter) assert.ok(there.includes(first), `${finding.cause} waits for ${first}, which is not shown`);
  }
  assert.equal(new Set(there).size, there.length, 'a cause is shown once');
}

/** Nothing is found whose needs were not read, and but for the object that was asked for nothing is shown from a source of which nothing was read. */
export function needsAreRead(recipe: Recipe): void {
  const document = documentOf(evidenceOf(recipe));
  if (document === null) return;
  const evidence = exhibitsOf(document);
  const { findings, subject } = diagnose(document, CATALOGUE);
  const own = [subject.dn, subject.entraId];
  for (const { cause, evidenceClass, evidence: shown } of findings) {
    const missing = (NEEDS.get(cause) ?? []).filter((need) => isUnread(evidence, need));
    assert.deepEqual(missing, [], `${cause} is found at class ${evidenceClass} without what it needs`);
    for (const { from, what, at } of shown) assert.ok(own.includes(at) || !nothingRead(evidence, SOURCES[from]), `${cause} shows ${what} of a source that was not read`);
  }
}

const isUnread = (evidence: Evidence, name: ExhibitName): boolean => evidence[name].state === 'unknown';
const nothingRead = (evidence: Evidence, prefix: string): boolean => Object.entries(evidence).filter(([name]) => name.startsWith(prefix)).every(([, { state }]) => state === 'unknown');

/** The same evidence gives the same answer, to the letter. */
export function isDeterministic(recipe: Recipe): void {
  const [one, other] = [0, 1].map(() => documentOf(evidenceOf(recipe))).map((document) => (document === null ? null : diagnose(document, CATALOGUE)));
  assert.deepEqual(one, other);
}

/** What was read first does not matter: neither for what is found, nor for how sure it is, nor for what is offered. */
export function orderDoesNotMatter(recipe: Recipe): void {
  const bundle = evidenceOf(recipe);
  const [one, other] = [documentOf(bundle), documentOf(reversed(bundle))];
  if (one === null || other === null) return assert.equal(one, other);
  assert.deepEqual(gist(diagnose(other, CATALOGUE)), gist(diagnose(one, CATALOGUE)));
}

const gist = ({ verdict, findings, cannotTell }: Diagnosis) => ({
  verdict, findings: findings.map(({ cause, layer, evidenceClass, remedy }) => `${cause} ${layer} ${evidenceClass} ${remedy?.id ?? ''} ${remedy?.by ?? ''}`), cannotTell: cannotTell.map(({ cause }) => cause),
});

/** The first value of an attribute means something; else every list is turned round. */
const reversed = (bundle: Json): Json => Object.fromEntries(Object.entries(bundle).map(([name, each]) => [name, turned(each, name)]));

function turned(value: unknown, key: string): unknown {
  if (key === 'attributes') return value;
  if (Array.isArray(value)) return value.map((each: unknown) => turned(each, '')).reverse();
  return typeof value === 'object' && value !== null ? reversed(value as Json) : value;
}
