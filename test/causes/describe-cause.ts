import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SealedCause } from '../../src/catalogue/seal.ts';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import { findSubject } from '../../src/diagnose/find-subject.ts';
import type { Evidence, ExhibitName } from '../../src/model/exhibits.ts';
import type { Subject } from '../../src/model/subject.ts';
import type { Certainty, EvidenceClass, EvidenceItem, Layer } from '../../src/model/verdict.ts';
import { company, documentOf, type Company } from './company.ts';

export interface Row {
  readonly when: string;
  given(company: Company): void;
}

interface Confirms extends Row {
  readonly evidenceClass?: EvidenceClass;
  readonly layer?: Layer;
  /** The remedy offered; null = by a human. */
  readonly remedy?: string | null;
  readonly says?: RegExp;
  /** Every item of evidence in its order: `field=value`, or the field alone. */
  readonly shows?: readonly string[];
  /** When the engine said so. */
  readonly statedAt?: string;
  readonly certainty?: Certainty;
  /** Found in the steps of the remedy, as JSON. */
  readonly proposes?: RegExp;
}

interface CannotTell extends Row {
  readonly missing: readonly ExhibitName[];
}

interface Table {
  readonly confirms: readonly [Confirms, ...Confirms[]];
  readonly rulesOut: readonly [Row, ...Row[]];
  readonly cannotTell?: readonly CannotTell[];
}

/** Ways to be right and traps that a cause's table must cover; `advice` counts traps that are a word to people, not a case. */
export type Clauses = Readonly<Record<string, { readonly decide: number; readonly traps: number; readonly advice?: number }>>;

/** Rows of every table that was described, by cause. */
export const DESCRIBED = new Map<string, { readonly confirms: number; readonly others: number }>();

const UNKNOWN = { state: 'unknown', why: 'failed', detail: 'taken away by the test' } as const;

/** While set, rows are gathered here instead of being tested. */
let gathered: Row[] | null = null;

/** The rows of every file under a folder that holds nothing but a table, each a way to change the healthy company. */
export async function rowsOfTables(folder: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  gathered = rows;
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts')).sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (text.includes('describeCause(') && !/^describe\(/m.test(text)) await import(`${pathToFileURL(join(folder, file)).href}?rows`);
  }
  gathered = null;
  return rows;
}

/** Table test of one cause. That it cannot tell without each of its needs is tested by itself. */
export function describeCause(cause: SealedCause, { confirms, rulesOut, cannotTell = [] }: Table): void {
  if (gathered !== null) return void gathered.push(...confirms, ...rulesOut, ...cannotTell);
  DESCRIBED.set(cause.text.id, { confirms: confirms.length, others: rulesOut.length + cannotTell.length });
  describe(cause.text.id, () => {
    for (const row of confirms) it(`is found when ${row.when}`, () => confirmed(cause, row));
    for (const row of rulesOut) {
      it(`is not found when ${row.when}`, () => {
        const { evidence, subject, now } = settled(row);
        const judgement = cause.judge(evidence, subject, now);
        assert.ok(judgement.is === 'ruled-out' || judgement.is === 'not-applicable', `it says ${judgement.is}`);
      });
    }
    for (const row of cannotTell) {
      it(`cannot tell when ${row.when}`, () => {
        const { evidence, subject, now } = settled(row);
        assert.deepEqual(cause.judge(evidence, subject, now), { is: 'cannot-tell', missing: row.missing });
      });
    }
    for (const need of cause.text.needs) {
      it(`cannot tell without ${need}`, () => {
        const { evidence, subject, now } = settled(confirms[0]);
        assert.deepEqual(cause.judge({ ...evidence, [need]: UNKNOWN }, subject, now), { is: 'cannot-tell', missing: [need] });
      });
    }
  });
}

function confirmed(cause: SealedCause, { evidenceClass = 'B', layer, remedy, says, shows, statedAt, certainty, proposes, ...row }: Confirms): void {
  const { evidence, subject, now } = settled(row);
  const judgement = cause.judge(evidence, subject, now);
  assert.equal(judgement.is, 'confirmed', JSON.stringify(judgement));
  if (judgement.is !== 'confirmed') return;
  assert.equal(judgement.evidenceClass, evidenceClass);
  assert.equal(judgement.layer, layer ?? cause.text.layer);
  showsEvidence(judgement.evidence, shows);
  assert.doesNotMatch(judgement.says, /undefined|\[object|NaN/);
  if (remedy !== undefined) assert.equal(judgement.remedy.by === 'bot' ? judgement.remedy.id : null, remedy);
  if (says !== undefined) assert.match(judgement.says, says);
  if (statedAt !== undefined) assert.equal(judgement.statedAt, statedAt);
  if (certainty !== undefined) assert.equal(judgement.certainty, certainty);
  if (proposes !== undefined) assert.match(JSON.stringify(judgement.remedy.steps), proposes);
}

function showsEvidence(evidence: readonly EvidenceItem[], shows: readonly string[] | undefined): void {
  assert.ok(evidence.length > 0, 'it shows evidence');
  for (const item of evidence) {
    assert.match(item.from, /^(directory|entra|sync-server)$/, JSON.stringify(item));
    assert.ok(item.what !== '' && item.value !== '', `every item names a field and its value: ${JSON.stringify(item)}`);
  }
  if (shows !== undefined) assert.deepEqual(evidence.map(({ what, value }, at) => (shows[at]?.includes('=') === true ? `${what}=${value}` : what)), shows);
}

function settled(row: Row): { readonly evidence: Evidence; readonly subject: Subject; readonly now: Date } {
  const given = company();
  row.given(given);
  const document = documentOf(given);
  const evidence = exhibitsOf(document);
  const found = findSubject(document, evidence);
  const subject = found.is === 'found' ? found.subject : { asked: found.asked, kind: 'user' as const, ad: undefined, cloud: undefined };
  return { evidence, subject, now: new Date(document.takenAt) };
}
