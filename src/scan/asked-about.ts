import { SCAN_CHECKS, type ScanFinding } from '../model/scan.ts';
import type { ScanWorld } from './scan-world.ts';

/** What only tells that something is wrong, not why. */
const UNEXPLAINED: ReadonlySet<string> = new Set<(typeof SCAN_CHECKS)[number]>(['not-in-entra', 'orphan-in-entra', 'anchor-differs', 'value-differs', 'address-lost']);
const MOST = 10;

/**
 * Asks about objects that the lists do not explain, as long as there are questions left: what the sync servers, the recycle bin of AD, the roles and the
 * audit log say of one object is read for one object only. An answer that does not come is none.
 */
export function createAskedAbout({ ask, catalogue }: Pick<ScanWorld, 'ask' | 'catalogue'>, most: number): (findings: readonly ScanFinding[]) => Promise<readonly ScanFinding[]> {
  let left = ask === undefined ? 0 : most;
  const arrives = new Set(catalogue.filter(({ text }) => text.arrives === true).map(({ text }) => text.id));
  return async (findings) => {
    const unexplained = findings.find(({ id }) => UNEXPLAINED.has(id));
    const about = unexplained?.object.dn ?? unexplained?.object.userPrincipalName ?? unexplained?.object.entraId;
    if (ask === undefined || left === 0 || unexplained === undefined || about === undefined) return [];
    left -= 1;
    const said = new Set(findings.map(({ id }) => id));
    const answer = (await ask(about)).findings.filter(({ cause, evidenceClass }) => evidenceClass !== 'D' && !said.has(cause));
    return answer.map(({ cause, says, evidence }): ScanFinding => ({ ...unexplained, id: cause, severity: arrives.has(cause) && unexplained.standing === 'synced' ? 'warning' : 'error', says, evidence: evidence.slice(0, MOST), others: [] }));
  };
}
