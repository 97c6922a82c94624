import type { ScanFinding, ScanProgress, ScanSummary, Standing } from '../model/scan.ts';
import type { CaseVerdict } from './judge-case.ts';

/** Counts as a scan goes, so that nothing of it has to be kept. */
export class ScanTally {
  readonly #findings = new Map<string, { directory: number; entra: number }>();
  readonly #notJudged = new Map<string, { readonly missing: Set<string>; objects: number }>();
  readonly standing: Record<Standing, number> = { 'synced': 0, 'should-be-but-is-not': 0, 'left-out-on-purpose': 0, 'cannot-tell': 0 };
  readonly progress: { -readonly [Name in keyof ScanProgress]: ScanProgress[Name] } = { phase: 'reading', directory: 0, entra: 0, suspects: 0, judged: 0, findings: 0 };

  found({ id, side }: ScanFinding): void {
    const count = this.#findings.get(id) ?? { directory: 0, entra: 0 };
    count[side] += 1;
    this.#findings.set(id, count);
    this.progress.findings += 1;
  }

  notJudged(cannotTell: CaseVerdict['cannotTell']): void {
    for (const { id, missing } of cannotTell) {
      const count = this.#notJudged.get(id) ?? { missing: new Set<string>(), objects: 0 };
      for (const section of missing) count.missing.add(section);
      count.objects += 1;
      this.#notJudged.set(id, count);
    }
  }

  counts(): Pick<ScanSummary, 'standing' | 'findings' | 'notJudged'> {
    const findings = [...this.#findings].map(([id, sides]) => ({ id, ...sides })).toSorted((one, other) => other.directory + other.entra - one.directory - one.entra || one.id.localeCompare(other.id));
    const notJudged = [...this.#notJudged].map(([id, { missing, objects }]) => ({ id, missing: [...missing].toSorted(), objects })).toSorted((one, other) => other.objects - one.objects || one.id.localeCompare(other.id));
    return { standing: this.standing, findings, notJudged };
  }
}
