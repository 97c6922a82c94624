import type { ScanFinding } from '../model/scan.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import type { StoredRef } from '../ports/store.ts';
import { isCheck, nameOfObject } from '../report/finding-words.ts';
import type { ScanDesk } from './scan-desk.ts';
import type { CommandWorld } from './world.ts';

type Keep = (ref: Pick<StoredRef, 'kind' | 'about'> & { readonly cause?: string }) => Promise<string>;
type Action = { readonly title: string; readonly verb: string; readonly ref: string };

/** So many of the findings are looked through for what to offer. */
const LOOK_THROUGH = 5_000;

/** What can be done about the findings of a scan from its card, and where the whole report is. */
export async function offersOf({ scans, titleOf, reportLink }: CommandWorld & { readonly scans: ScanDesk }, scan: StoredScan, keep: Keep): Promise<{ readonly actions: readonly Action[]; readonly hint: string }> {
  const actions: Action[] = [];
  if (scan.kept > 0) actions.push({ title: 'Get the report', verb: 'scan-report', ref: await keep({ kind: 'scan-report', about: String(scan.n) }) });
  const { worst, cause } = scan.kept === 0 ? NOTHING : await lookThrough(scans, scan.n, (id) => titleOf(id) !== undefined && !isCheck(id));
  if (worst !== null) actions.push({ title: `Diagnose ${nameOfObject(worst.object)}`.slice(0, 60), verb: 'diagnose', ref: await keep({ kind: 'diagnose', about: askedAs(worst) ?? '' }) });
  if (cause !== null) actions.push({ title: `Fix all ${cause}`.slice(0, 60), verb: 'scan-fix', ref: await keep({ kind: 'scan-fix', about: String(scan.n), cause }) });
  return { actions, hint: scan.kept === 0 ? '' : `${reportLink === undefined ? `The report: scan report ${scan.n}, or on the host of the bot: syncwhy scan --report ${scan.n} --out report.html.` : `The report: press the button, or type scan report ${scan.n}.`} What has changed since: scan diff.` };
}

/** As it can be asked about. */
export const askedAs = ({ object }: ScanFinding): string | null => object.dn ?? object.userPrincipalName ?? object.entraId ?? null;

interface Offered {
  readonly worst: ScanFinding | null;
  /** The most frequent cause: no check, for only causes have remedies, and nothing that is meant so. */
  readonly cause: string | null;
}

const NOTHING: Offered = { worst: null, cause: null };

async function lookThrough(scans: ScanDesk, n: number, isCause: (id: string) => boolean): Promise<Offered> {
  const report = await scans.report(n);
  const causes = new Map<string, number>();
  let [worst, seen]: [ScanFinding | null, number] = [null, 0];
  if (report !== null) for await (const finding of report.findings()) {
    if ((seen += 1) > LOOK_THROUGH) break;
    if (finding.severity === 'note' || askedAs(finding) === null) continue;
    if (isCause(finding.id)) causes.set(finding.id, (causes.get(finding.id) ?? 0) + 1);
    if (worst === null || gravityOf(finding) > gravityOf(worst)) worst = finding;
  }
  const [first] = [...causes].toSorted(([, one], [, other]) => other - one);
  return { worst, cause: first?.[0] ?? null };
}

const gravityOf = ({ severity, standing }: ScanFinding): number => (severity === 'error' ? 2 : 0) + (standing === 'should-be-but-is-not' ? 1 : 0);
