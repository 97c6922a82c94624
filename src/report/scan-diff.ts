import { createHash } from 'node:crypto';
import { STANDINGS, type ScanFinding, type Standing } from '../model/scan.ts';
import type { ScanWithFindings, StoredScan } from '../model/stored-scan.ts';

export interface ScanDifference {
  readonly before: number;
  readonly after: number;
  /** How many there are, and the first of them. */
  readonly fresh: FindingList;
  readonly gone: FindingList;
  /** Findings in both. */
  readonly stayed: number;
  /** Causes and checks whose number has changed. */
  readonly causes: readonly { readonly id: string; readonly before: number; readonly after: number }[];
  /** Objects by where they stand; left out where a scan has no summary. */
  readonly standing: readonly { readonly standing: Standing; readonly before: number; readonly after: number }[];
  /** Why the two cannot be compared in every respect. */
  readonly cautions: readonly string[];
}

interface FindingList {
  readonly count: number;
  readonly first: readonly ScanFinding[];
}

/** What is new and what is gone between two scans. A finding is the same when cause and object are; nothing that was only not read counts as gone. */
export async function scanDiff(before: ScanWithFindings, after: ScanWithFindings, most: number): Promise<ScanDifference> {
  const [counts, old] = [new Counts(), new Set<string>()];
  for await (const finding of before.findings()) {
    old.add(identity(finding));
    counts.add(finding.id, 'before');
  }
  const seen = new Set<string>();
  const fresh = new List(most);
  let stayed = 0;
  for await (const finding of after.findings()) {
    const key = identity(finding);
    counts.add(finding.id, 'after');
    if (seen.has(key)) continue;
    seen.add(key);
    if (old.delete(key)) stayed += 1;
    else fresh.add(finding);
  }
  const gone = await goneOf(before, old, most);
  return { before: before.scan.n, after: after.scan.n, fresh: fresh.shown(), gone, stayed, causes: counts.changed(), standing: standingOf(before.scan, after.scan), cautions: cautionsOf(before.scan, after.scan) };
}

async function goneOf(before: ScanWithFindings, left: Set<string>, most: number): Promise<FindingList> {
  const gone = new List(most);
  if (left.size > 0) for await (const finding of before.findings()) if (left.delete(identity(finding))) gone.add(finding);
  return gone.shown();
}

/** As short as it can be, for there may be a million. */
const identity = ({ id, object }: ScanFinding): string => createHash('sha256').update(JSON.stringify([id, object.dn?.toLowerCase() ?? object.entraId ?? object.userPrincipalName?.toLowerCase() ?? ''])).digest('base64url').slice(0, 22);

class List {
  readonly #first: ScanFinding[] = [];
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(finding: ScanFinding): void {
    this.#count += 1;
    if (this.#first.length < this.#most) this.#first.push(finding);
  }

  shown = (): FindingList => ({ count: this.#count, first: this.#first });
}

class Counts {
  readonly #of = new Map<string, { before: number; after: number }>();

  add(id: string, when: 'before' | 'after'): void {
    const count = this.#of.get(id) ?? { before: 0, after: 0 };
    count[when] += 1;
    this.#of.set(id, count);
  }

  changed(): ScanDifference['causes'] {
    return [...this.#of].map(([id, count]) => ({ id, ...count })).filter(({ before, after }) => before !== after).toSorted((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before) || one.id.localeCompare(other.id));
  }
}

const standingOf = ({ summary: one }: StoredScan, { summary: other }: StoredScan): ScanDifference['standing'] =>
  one === null || other === null ? [] : STANDINGS.map((standing) => ({ standing, before: one.standing[standing], after: other.standing[standing] }));

function cautionsOf(before: StoredScan, after: StoredScan): readonly string[] {
  const said: string[] = [];
  if (!isWhole(after)) said.push(`Scan ${after.n} did not see everything, so what is missing from it may only be unseen and not gone.`);
  if (!isWhole(before)) said.push(`Scan ${before.n} did not see everything, so what looks new may have been there before.`);
  if (scopeOf(before) !== scopeOf(after)) said.push('The two scans were not asked the same: containers, checks or the prediction differ.');
  return said;
}

const isWhole = ({ state, summary, dropped }: StoredScan): boolean => state === 'done' && summary?.ended === 'whole' && dropped === 0;

const scopeOf = ({ request: { below, checks, whatIf } }: StoredScan): string => JSON.stringify([below.map((dn) => dn.toLowerCase()).toSorted(), checks.toSorted(), whatIf]);
