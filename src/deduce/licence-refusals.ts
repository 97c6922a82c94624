import type { CloudUser, LicenseAssignmentState } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem, type Verdict } from '../model/verdict.ts';
import { accountOf } from './cloud-account.ts';
import { licenceChangesOf } from './licence-changes.ts';
import { knownOf } from './reading.ts';

/**
 * Why Entra refused a licence. Values of `licenseAssignmentStates[].error`, and the sentences that Graph and the portal give for the same.
 * Source: learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems
 */
export type RefusalKind = 'no-seats' | 'plans-conflict' | 'dependency' | 'location' | 'address' | 'other';

const WORDS: readonly (readonly [RefusalKind, RegExp])[] = [
  ['no-seats', /CountViolation|(no|not (have )?(enough|any))( available)? licen[cs]es/i],
  ['plans-conflict', /MutuallyExclusiveViolation|mutually exclusive/i],
  ['dependency', /DependencyViolation|depends on the service plan/i],
  ['location', /ProhibitedInUsageLocation|not allowed in the usage location|prohibited in .*location/i],
  ['address', /UniquenessViolation|proxy address .*already (being used|in use)/i],
  ['other', /^others?$/i],
];

export interface LicenceRefusal {
  readonly kind: RefusalKind;
  /** As the source has it. */
  readonly error: string;
  /** Name of the licence where it was read, else its id. */
  readonly licence: string;
  /** Object id of the group that assigns it; undefined for a direct assignment. */
  readonly group: string | undefined;
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

/** The exhibits that tell of refused licences. */
export const REFUSAL_SOURCES = ['entra.users', 'entra.subscribedSkus', 'entra.directoryAudits', 'syncServers.globalSettings'] as const;
type Sources = Pick<Evidence, (typeof REFUSAL_SOURCES)[number]>;

/** Every refusal that stands: of the assignments themselves, and of the newest attempt in the audit log where that one failed. */
export const refusalsOf = (account: CloudUser, sources: Sources): readonly LicenceRefusal[] => [
  ...(account.licenseAssignmentStates ?? []).filter(isRefused).flatMap((state) => inState(account, state, sources)),
  ...inAudits(account, sources),
];

const isRefused = ({ state, error }: LicenseAssignmentState): boolean => !/^(active|disabled)$/i.test(state ?? '') && typeof error === 'string' && !/^(none)?$/i.test(error.trim());

function inState(account: CloudUser, { skuId, state, error, assignedByGroup }: LicenseAssignmentState, sources: Sources): readonly LicenceRefusal[] {
  const kind = kindOf(error ?? '');
  if (kind === undefined) return [];
  const licence = knownOf(sources['entra.subscribedSkus'])?.find((sku) => sku.skuId === skuId)?.skuPartNumber ?? skuId ?? 'a licence';
  const group = typeof assignedByGroup === 'string' && assignedByGroup !== '' ? assignedByGroup : undefined;
  return [{ kind, error: error ?? '', licence, group, statedAt: undefined, evidence: { from: 'entra', what: 'licenseAssignmentStates: error', value: `${error ?? ''} (${state ?? 'state unknown'}, ${licence})`, at: account.id } }];
}

function inAudits(account: CloudUser, sources: Sources): readonly LicenceRefusal[] {
  const [newest] = licenceChangesOf(account, sources) ?? [];
  const kind = newest === undefined || newest.succeeded ? undefined : kindOf(newest.reason);
  if (newest === undefined || kind === undefined) return [];
  const statedAt = newest.time.toISOString();
  return [{ kind, error: newest.reason, licence: 'a licence', group: undefined, statedAt, evidence: { from: 'entra', what: `directoryAudits: ${newest.activity}`, value: newest.reason, at: statedAt } }];
}

const kindOf = (error: string): RefusalKind | undefined => WORDS.find(([, words]) => words.test(error.trim()))?.[0];

/** The refusals of one kind for the synchronised account of a subject, or why there are none to speak of. */
export function refusedFor(subject: Subject, kind: RefusalKind, sources: Sources): { readonly account: CloudUser; readonly name: string; readonly refusals: readonly [LicenceRefusal, ...LicenceRefusal[]] } | Exclude<Verdict<never>, { readonly is: 'confirmed' }> {
  const account = accountOf(subject, sources);
  if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
  const [first, ...others] = refusalsOf(account, sources).filter((refusal) => refusal.kind === kind);
  if (first !== undefined) return { account, name: account.userPrincipalName ?? account.id, refusals: [first, ...others] };
  return account.licenseAssignmentStates === undefined ? cannotTell('entra.users') : ruledOut('no licence was refused for this reason');
}

/** The refusals as evidence, and when the newest was stated. */
export const shownRefusals = (refusals: readonly LicenceRefusal[]): { readonly evidence: readonly EvidenceItem[]; readonly statedAt: string | undefined } => ({
  evidence: refusals.map(({ evidence }) => evidence),
  statedAt: refusals.find(({ statedAt }) => statedAt !== undefined)?.statedAt,
});

/** `ENTERPRISEPACK (through group 4f…)`. */
export const spokenLicence = ({ licence, group }: LicenceRefusal): string => (group === undefined ? licence : `${licence} (through the group ${group})`);
