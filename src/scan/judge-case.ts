import type { Confirmed, SealedCause } from '../catalogue/seal.ts';
import { isOutside, scopeOf } from '../deduce/scope.ts';
import type { ScanSeverity, Standing } from '../model/scan.ts';
import { isJudged, ON_PURPOSE, tellsScope } from './judged-causes.ts';
import type { ScanCase, CaseSources } from './subject-evidence.ts';

/** A cause that is there. */
export interface Blamed {
  readonly cause: SealedCause;
  readonly judgement: Confirmed;
  readonly severity: ScanSeverity;
}

export interface CaseVerdict {
  readonly standing: Standing;
  readonly blamed: readonly Blamed[];
  readonly cannotTell: readonly { readonly id: string; readonly missing: readonly string[] }[];
}

/** Judges one object; `only` narrows it to some causes. */
export type Judge = (given: ScanCase, sources: CaseSources, only?: (cause: SealedCause) => boolean) => CaseVerdict;

/** The judges of a scan: those of the catalogue, in its order, each as it is. */
export function createCaseJudge(catalogue: readonly SealedCause[]): Judge {
  const all = catalogue.filter(isJudged);
  const scope = all.filter(tellsScope);
  return (given, sources, only) => {
    const judges = only === undefined ? all : all.filter(only);
    // Of who is left out on purpose only that is told: nothing else about him has an effect.
    const excused = given.subject.ad !== undefined && given.subject.cloud === undefined && only === undefined ? ask(scope, { ...given, evidence: notImported(given) }, sources.facts.now) : NOTHING;
    const asked = excused.confirmed.length > 0 ? excused : ask(judges, given, sources.facts.now);
    const standing = standingOf(given, asked.confirmed, sources);
    const blamed = asked.confirmed.map((each) => ({ ...each, severity: severityOf(each, standing) }));
    return { standing, blamed, cannotTell: asked.cannotTell };
  };
}

/** What the lists of the connectors leave out and Entra does not have is not in the engine either: there is no need to ask it about thousands. */
function notImported({ subject: { ad }, evidence }: ScanCase): ScanCase['evidence'] {
  const connectors = evidence['syncServers.connectors'];
  if (ad === undefined || connectors.state === 'unknown' || evidence['syncServers.csObjects'].state === 'known' || !isOutside(scopeOf(ad.dn, connectors.value))) return evidence;
  return { ...evidence, 'syncServers.csObjects': { state: 'known', value: connectors.value.map(({ server, staging }) => ({ server, staging, value: [] })) } };
}

type Asked = { readonly confirmed: readonly { readonly cause: SealedCause; readonly judgement: Confirmed }[]; readonly cannotTell: CaseVerdict['cannotTell'] };
const NOTHING: Asked = { confirmed: [], cannotTell: [] };

/** What merely coincides is no finding; what another finding says more exactly is left out. */
function ask(judges: readonly SealedCause[], { evidence, subject }: ScanCase, now: Date): Asked {
  const judgements = judges.map((cause) => ({ cause, judgement: cause.judge(evidence, subject, now) }));
  const all = judgements.flatMap(({ cause, judgement }) => (judgement.is === 'confirmed' && judgement.evidenceClass !== 'D' ? [{ cause, judgement }] : []));
  const confirmed = all.filter(({ cause }) => !all.some((other) => cause.text.maskedBy?.includes(other.cause.text.id) === true));
  return { confirmed, cannotTell: judgements.flatMap(({ cause, judgement }) => (judgement.is === 'cannot-tell' ? [{ id: cause.text.id, missing: judgement.missing }] : [])) };
}

const LIST_OF_KIND = { user: 'users', group: 'groups', contact: 'contacts', device: 'users' } as const;

function standingOf({ subject, evidence }: ScanCase, confirmed: Asked['confirmed'], { whole }: CaseSources): Standing {
  if (subject.cloud !== undefined) return 'synced';
  if (confirmed.some(({ cause }) => ON_PURPOSE.has(cause.text.id))) return whole.has(LIST_OF_KIND[subject.kind]) ? 'left-out-on-purpose' : 'cannot-tell';
  if (!whole.has(LIST_OF_KIND[subject.kind]) || evidence['syncServers.connectors'].state === 'unknown') return 'cannot-tell';
  return 'should-be-but-is-not';
}

function severityOf({ cause }: Asked['confirmed'][number], standing: Standing): ScanSeverity {
  if (ON_PURPOSE.has(cause.text.id)) return 'note';
  return cause.text.arrives === true && standing === 'synced' ? 'warning' : 'error';
}
