import type { ScanFinding, ScanProgress, ScanRequest, ScanSummary } from '../../src/model/scan.ts';
import type { StoredScan } from '../../src/model/stored-scan.ts';
import { MADE, minutes, personId } from './sample-plan.ts';

export const SCAN_REQUEST: ScanRequest = { below: [], checks: [], since: null, keep: true, askAbout: 5, whatIf: null };
export const SCAN_PROGRESS: ScanProgress = { phase: 'judging', directory: 1200, entra: 1180, suspects: 40, judged: 20, findings: 12 };

const FIRST = ['Maria', 'John', 'Thi', 'Åsa', 'Pedro', 'Yūki', 'Olga', 'Ben', 'Chloe', 'Ana'];
const LAST = ['Lopez', 'Smith', 'Nguyen', 'Lindqvist', 'Alvarez', 'Tanaka', 'Ivanova', 'Carter', 'Dubois', 'Ruiz'];
const PLACES = ['Sales', 'Finance', 'Service Accounts', 'Leavers', 'Staff'];
const KINDS = [
  { id: 'not-in-entra', standing: 'should-be-but-is-not', severity: 'error', says: 'It lies in the scope of the synchronisation, but Entra ID has no object for it.' },
  { id: 'duplicate-value', standing: 'synced', severity: 'error', says: 'Another object has the same address, so Entra ID takes it from one of them only.' },
  { id: 'address-lost', standing: 'synced', severity: 'warning', says: 'Entra ID does not have an address that AD has.' },
  { id: 'orphan-in-entra', standing: 'cannot-tell', severity: 'warning', says: 'Entra ID still has it as a synchronised object, but AD has none for it.' },
  { id: 'upn-suffix-not-verified', standing: 'synced', severity: 'warning', says: 'Its sign-in name ends in a domain that the tenant has not verified.' },
  { id: 'cloud-filtered', standing: 'left-out-on-purpose', severity: 'note', says: 'A rule of the synchronisation leaves it out.' },
] as const;

/** One of many; the same number gives the same finding. */
export function sampleFinding(n: number): ScanFinding {
  const kind = KINDS[(n * 7 + (n % 3)) % KINDS.length] ?? KINDS[0];
  const name = `${FIRST[n % FIRST.length] ?? ''} ${LAST[(n * 3 + Math.floor(n / 10)) % LAST.length] ?? ''}`;
  const account = `u${String(n).padStart(6, '0')}`;
  const side = kind.id === 'orphan-in-entra' ? 'entra' : 'directory';
  const object = { kind: n % 9 === 0 ? 'group' : 'user', displayName: name, userPrincipalName: `${account}@contoso.com`, ...(side === 'entra' ? { entraId: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}` } : { sAMAccountName: account, dn: `CN=${name},OU=${PLACES[n % PLACES.length] ?? ''},DC=corp,DC=contoso,DC=com` }) } as const;
  const evidence = [{ from: side === 'entra' ? 'entra' : 'directory', what: 'proxyAddresses', value: `smtp:${account}@contoso.com`, at: object.displayName }] as const;
  return { record: 'finding', id: kind.id, object, side, standing: kind.standing, severity: kind.severity, says: kind.says, evidence, others: kind.id === 'duplicate-value' ? [{ kind: 'user', displayName: 'Jane Smith', dn: 'CN=Jane Smith,OU=Staff,DC=corp,DC=contoso,DC=com' }] : [] };
}

export const sampleFindings = (many: number): readonly ScanFinding[] => Array.from({ length: many }, (_, n) => sampleFinding(n));

export function sampleSummary(findings: readonly ScanFinding[], change: Partial<ScanSummary> = {}): ScanSummary {
  const counted = new Map<string, { directory: number; entra: number }>();
  for (const { id, side } of findings) {
    const count = counted.get(id) ?? { directory: 0, entra: 0 };
    count[side] += 1;
    counted.set(id, count);
  }
  const wrong = findings.filter(({ standing }) => standing === 'should-be-but-is-not').length;
  const leftOut = findings.filter(({ standing }) => standing === 'left-out-on-purpose').length;
  return {
    record: 'summary', startedAt: MADE, endedAt: minutes(2).toISOString(), read: 'everything', ended: 'whole',
    objects: { directory: 100_000, entra: 98_500, deletedInEntra: 240, pairs: 97_800 },
    standing: { 'synced': 100_000 - wrong - leftOut - 12, 'should-be-but-is-not': wrong, 'left-out-on-purpose': leftOut, 'cannot-tell': 12 },
    findings: [...counted].map(([id, count]) => ({ id, ...count })).toSorted((one, other) => other.directory + other.entra - one.directory - one.entra),
    unread: [], notJudged: [], ...change,
  };
}

export function sampleScan(change: Partial<StoredScan> = {}, findings: readonly ScanFinding[] = sampleFindings(200)): StoredScan {
  return {
    n: 12, by: { oid: personId(1), name: 'Ana Ruiz' }, request: SCAN_REQUEST, startedAt: MADE, seenAt: minutes(2).toISOString(), endedAt: minutes(2).toISOString(), state: 'done', progress: { ...SCAN_PROGRESS, phase: 'done', findings: findings.length },
    summary: sampleSummary(findings), kept: findings.length, dropped: 0, stopWanted: false, ...change,
  };
}
