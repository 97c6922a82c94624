import { ownerOf } from '../deduce/owner-of.ts';
import type { ScanFinding, Standing } from '../model/scan.ts';
import { describeCloud, describeEntry, describeSubject } from './describe-object.ts';
import type { CaseVerdict, Judge } from './judge-case.ts';
import { cloudAt } from './read-objects.ts';
import { checkCase } from './scan-checks.ts';
import type { Sighted } from './shared-values.ts';
import { caseOf, kindOfList, type CaseSources, type ScanCase } from './subject-evidence.ts';

/** What a closer look at one object has shown; kept for the scan after this one. */
export interface LookedAt {
  readonly standing: Standing;
  readonly findings: readonly ScanFinding[];
  readonly cannotTell: CaseVerdict['cannotTell'];
}

/** Whether an object of AD needs a closer look: it stands out, it shares a value, or it is not in Entra as it is here. */
export function needsLook({ state, whole }: CaseSources, object: number): boolean {
  const { directory, entra } = state;
  if (!directory.is(object, 'ordinary') || directory.is(object, 'shared')) return true;
  const partner = directory.partnerOf(object);
  if (partner < 0) return whole.has('users');
  return !entra.is(partner, 'ordinary') || entra.is(partner, 'shared') || !directory.looksLike(object, entra, partner);
}

/** Whether an object of Entra needs one of its own: it belongs to no object of AD although it should, lies in the recycle bin, or Entra complains of it. */
export function needsOwnLook({ state: { entra } }: CaseSources, object: number): boolean {
  if (entra.partnerOf(object) >= 0) return false;
  return entra.is(object, 'synced') || entra.is(object, 'troubled') || entra.listOf(object) >= DELETED_FROM;
}

/** `deletedUsers` and `deletedGroups` are the last two lists. */
const DELETED_FROM = 3;

/** The verdict on one object; null for an object of Entra that belongs to one of AD after all: that one tells. */
export function lookAt(sources: CaseSources, sighted: Sighted, judge: Judge): LookedAt | null {
  const given = caseOf(sources, sighted);
  const own = sighted.side === 'entra' ? cloudAt(sources.state, sighted.object) : undefined;
  if (own !== undefined && ownerOf(kindOfList(own.list), own.object, given.entries) !== undefined) return null;
  const verdict = judge(given, sources);
  const about = { record: 'finding' as const, object: describeSubject(given.subject, own), side: sighted.side, standing: own === undefined ? verdict.standing : ('synced' as const) };
  const blamed = verdict.blamed.map(({ cause, judgement, severity }): ScanFinding => ({ ...about, id: cause.text.id, severity, says: judgement.says, evidence: judgement.evidence.slice(0, MOST), others: othersOf(given, judgement) }));
  const checked = checkCase(given, verdict, sources).map((each): ScanFinding => ({ ...about, ...each }));
  return { standing: verdict.standing, findings: [...blamed, ...checked], cannotTell: verdict.cannotTell };
}

const MOST = 10;

/** Those that the evidence names by DN or id. */
function othersOf({ entries, clouds, subject }: ScanCase, { evidence }: CaseVerdict['blamed'][number]['judgement']): ScanFinding['others'] {
  const named = new Set(evidence.map(({ at }) => at));
  return [...entries.filter(({ dn }) => named.has(dn) && dn !== subject.ad?.dn).map(describeEntry), ...clouds.filter(({ object }) => named.has(object.id) && object.id !== subject.cloud?.id).map(describeCloud)].slice(0, MOST);
}
