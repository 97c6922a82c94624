import type { LocalPolicy, SealingPolicy } from '../boundary/local-policy.ts';
import { issuerOf } from '../boundary/local-policy.ts';
import type { PlanStep } from '../model/plan.ts';
import type { RelayJob, SealProof } from '../model/relay-job.ts';
import { isPersonId } from '../model/ids.ts';
import { SEAL_FORMS, type SealClaims, type SealForm } from '../model/seal.ts';
import type { IdTokens } from '../ports/id-tokens.ts';
import { judgeSeal } from '../protocol/judge-seal.ts';
import type { AdmittedSeal, RelayJournal } from './journal.ts';
import type { Site } from './menu.ts';

export interface SealWorld {
  readonly sealing: SealingPolicy;
  readonly idTokens: IdTokens;
  readonly journal: RelayJournal;
  readonly site: Site;
}

type StepJob = Extract<RelayJob, { kind: 'step' }>;

/** The strongest form that this site asks for any of these steps. */
export function demandedForm({ sealing }: Pick<LocalPolicy, 'sealing'>, steps: readonly Pick<PlanStep, 'operation'>[]): SealForm {
  const forms = steps.map(({ operation }) => new Map<string, SealForm | undefined>(Object.entries(sealing?.operations ?? {})).get(operation) ?? 'none');
  return SEAL_FORMS.findLast((form) => forms.includes(form)) ?? 'none';
}

/**
 * Judges the seals of a job that were not admitted before and writes the good ones down; resolves with a sentence for each other one.
 * Nothing but the tokens themselves, the local policy, AD and the tenant's own keys has a say. The hash of the plan was checked before.
 */
export async function admitSeals(world: SealWorld, job: StepJob, form: SealForm): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const proof of job.seals) {
    const fault = await admitOne(world, job, { proof, form });
    if (fault !== null) faults.push(`the sign-in of ${proof.role === 'requester' ? 'the person who asked' : 'an approver'} ${fault}`);
  }
  return faults;
}

async function admitOne(world: SealWorld, { plan, planHash }: StepJob, { proof, form }: { readonly proof: SealProof; readonly form: SealForm }): Promise<string | null> {
  const { sealing, idTokens, journal, site } = world;
  const reading = await idTokens.read(proof.idToken);
  if (reading.is !== 'signed') return reading.says;
  const { claims } = reading;
  const { role, verdict } = proof;
  const seal: Omit<AdmittedSeal, 'at' | 'oid'> = { planId: plan.planId, planHash, role, verdict, appId: claims.audience };
  if (journal.sealsOf(planHash).some((known) => known.oid === claims.oid && known.role === role && known.verdict === verdict && known.appId === seal.appId)) return null;
  const { tenantId, authenticationContext } = sealing;
  const wrong = judgeSeal(claims, { tenantId, issuer: issuerOf(sealing), appIds: countingApps(sealing, form), authenticationContext, plan, planHash, role, verdict, now: site.clock.now() });
  if (wrong !== null) return wrong;
  const unfit = role === 'requester' ? null : await whyNoApprover(sealing, site, claims);
  if (unfit !== null) return unfit;
  if (!isPersonId(claims.oid)) return 'names nobody (oid)';
  journal.sealed({ ...seal, oid: claims.oid, at: site.clock.now().toISOString() });
  return null;
}

/** Where a sign-in must have been started on the person's own machine, no other application counts, for nobody. */
function countingApps({ appId, ownMachineAppId }: SealingPolicy, form: SealForm): readonly string[] {
  const own = ownMachineAppId === undefined ? [] : [ownMachineAppId];
  return form === 'own-machine' ? own : [appId, ...own];
}

/** Listed by the site, or in one of its AD groups. AD that cannot be asked lets nobody approve. */
async function whyNoApprover({ approvers: { people, groups } }: SealingPolicy, { directories }: Site, { oid, onPremSid }: SealClaims): Promise<string | null> {
  if (people.includes(oid)) return null;
  if (groups.length === 0) return 'is of somebody whom the policy of this site does not name as an approver';
  if (onPremSid === null) return 'is of somebody whom the policy of this site does not name, and without an account in AD (onprem_sid) nobody can be in its groups';
  const answers = await Promise.allSettled(directories.flatMap(({ directory }) => groups.map((group) => directory.isInGroup(onPremSid, group))));
  if (answers.some((answer) => answer.status === 'fulfilled' && answer.value)) return null;
  return answers.some(({ status }) => status === 'rejected') ? 'cannot be judged: AD could not be asked whether the person may approve' : 'is of somebody who is in no AD group that may approve here';
}

/** Longest time between the last approval and the last step, whatever the plan says. */
const MOST_MINUTES = 4 * 60;
/** For so long what was switched off under seal may be switched on again. */
const BACK_MINUTES = 24 * 60;
const SKEW_MS = 5 * 60_000;

/**
 * What the admitted seals lack, as a sentence; empty when they suffice. A job that runs also needs the approvers' decisions;
 * one that only admits counts whoever has sealed. `bringsBack`: the step must follow in any case, so that admitted seals hold longer for it.
 */
export function missingSeals({ sealing, journal, site, bringsBack = false }: Omit<SealWorld, 'idTokens'> & { readonly bringsBack?: boolean }, job: StepJob, form: SealForm): string {
  const { plan, planHash, decisions, phase } = job;
  const apps = countingApps(sealing, form);
  const seals = journal.sealsOf(planHash).filter(({ planId }) => planId === plan.planId);
  if (seals.some(({ verdict }) => verdict === 'deny')) return 'somebody has denied this plan under seal';
  const good = seals.filter(({ appId }) => apps.includes(appId));
  if (!good.some(({ role, oid }) => role === 'requester' && oid === plan.requester.oid)) return 'the person who asked has not sealed this plan';
  const hasDecided = (oid: string): boolean => phase === 'admit' || decisions.some(({ decider, verdict }) => decider.oid === oid && verdict === 'approve');
  const approvals = good.filter(({ role, oid }) => role === 'approver' && oid !== plan.requester.oid && hasDecided(oid));
  const people = new Set(approvals.map(({ oid }) => oid)).size;
  const needed = Math.max(1, plan.quorum.approve);
  if (people < needed) return `${people} of ${needed} approvers have sealed this plan`;
  const last = Math.max(...approvals.map(({ at }) => Date.parse(at)));
  const since = site.clock.now().getTime() - last;
  return since >= -SKEW_MS && since <= (bringsBack ? BACK_MINUTES : Math.min(plan.executeWithinMinutes, MOST_MINUTES)) * 60_000 ? '' : 'the time for which the seals of this plan hold has passed';
}
