import type { ApprovalPolicy } from '../model/approval.ts';
import type { RemedyOffer } from '../model/diagnosis.ts';
import type { PlanId } from '../model/ids.ts';
import type { Person } from '../model/person.ts';
import type { OperationName, OperationParams, Plan, PlanStep, PlanTarget, RiskClass, StepDraft, Undo } from '../model/plan.ts';
import type { SealForm } from '../model/seal.ts';
import { stepAfter, stepBefore } from '../operations/changes.ts';
import { REVERSAL } from '../operations/reversal.ts';
import type { Place } from '../ports/channel.ts';
import { planCode, planHash } from '../protocol/plan-hash.ts';
import { humanBehind } from './same-human.ts';
import { addMinutes, MOST_APPROVE_MINUTES, MOST_EXECUTE_MINUTES } from './time-limits.ts';

/** What a plan is made of. `about` is the object in question; null for a plan about a sync server only. */
export interface PlanWish {
  readonly planId: PlanId;
  readonly offer: Pick<RemedyOffer, 'title' | 'risk' | 'undo' | 'steps'>;
  readonly about: PlanTarget | null;
  readonly cause: string;
  readonly asked: string;
  readonly reason: string;
  readonly ticket: string | null;
  /** The strongest seal that policy and relays ask for. */
  readonly seal: SealForm;
  readonly requester: Person;
  readonly place: Place;
  readonly tenantId: string;
  readonly agentGroup: string;
  readonly diagnosisHash: string;
  readonly policy: ApprovalPolicy;
  /** Sources that could not be read for the diagnosis. */
  readonly notSeen: readonly string[];
  readonly undoes: string | null;
  readonly now: Date;
}

/** A pending plan from an offer. Pure: everything shown and run later is fixed here. */
export function makePlan(wish: PlanWish): Plan {
  const { policy, requester, place, now, offer } = wish;
  const steps = offer.steps.map(planned);
  const targets = targetsOf(wish.about, offer.steps);
  const riskClass = riskClassOf(offer.steps, targets);
  const content = {
    planId: wish.planId,
    rev: 1,
    tenantId: wish.tenantId,
    conversationId: place.conversationId,
    threadId: place.threadId,
    requester: { oid: requester.oid, upn: requester.upn, personKey: humanBehind(requester, policy) },
    targets,
    steps,
    agentGroup: wish.agentGroup,
    riskClass,
    quorum: { approve: Math.max(1, policy.quorum[riskClass]), deny: 1 as const },
    policyVersion: policy.version,
    diagnosisHash: wish.diagnosisHash,
    createdAt: now.toISOString(),
    approveBy: addMinutes(now, Math.min(policy.approveWithinMinutes, MOST_APPROVE_MINUTES)).toISOString(),
    executeWithinMinutes: Math.min(policy.executeWithinMinutes, MOST_EXECUTE_MINUTES),
  };
  const hash = planHash(content);
  return {
    content, hash, code: planCode(hash), state: 'pending', version: 1,
    title: offer.title, cause: wish.cause, asked: wish.asked, reason: wish.reason.trim(), ticket: wish.ticket, seal: wish.seal, risk: offer.risk, undoClass: offer.undo, notSeen: wish.notSeen, undoes: wish.undoes,
    stateSince: content.createdAt, says: waitingSays(content.quorum.approve), verification: { is: 'not-started' },
  };
}

export const waitingSays = (missing: number): string => (missing === 1 ? 'Waiting for a second admin.' : `Waiting for ${missing} more admins.`);

/**
 * Changes of the source anchor and of the scheduler, anything that cannot be undone, and more than ten objects are far-reaching.
 * A delta cycle alone is not.
 */
function riskClassOf(steps: readonly StepDraft[], targets: readonly PlanTarget[]): RiskClass {
  const far = steps.some((step) => FAR_REACHING.includes(step.operation) || undoOf(step.operation, step.params).is === 'cannot-be-undone');
  return far || targets.filter(({ key }) => !key.startsWith(SERVER)).length > 10 ? 'far-reaching' : 'reversible-one-object';
}

const FAR_REACHING: readonly OperationName[] = ['ad.set-anchor', 'entra.set-anchor', 'sync.set-scheduler', 'sync.restart-service'];
const SERVER = 'server:';

const planned = (draft: StepDraft, at: number): PlanStep => ({
  ...draft, n: at + 1, version: 1, target: shownTarget(draft), before: stepBefore(draft), after: stepAfter(draft), undo: undoOf(draft.operation, draft.params),
});

const undoOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): Undo => REVERSAL[operation](params);

/** The object in question first, then every other object that a step touches, each once. */
function targetsOf(about: PlanTarget | null, steps: readonly StepDraft[]): readonly PlanTarget[] {
  const targets: PlanTarget[] = about === null ? [] : [about];
  for (const step of steps) {
    const target = targetOf(step);
    const known = targets.some(({ key, cloudId }) => key === target.key || cloudId === target.key);
    // A delta cycle harms no other plan; only a plan that is nothing else holds the server.
    const incidental = step.operation === 'sync.start-delta' && (about !== null || steps.length > 1);
    if (!known && !incidental) targets.push(target);
  }
  return targets;
}

/** The object as people know it; the GUID in the parameters decides. */
function shownTarget(step: StepDraft): string {
  const { dn, displayName } = targetOf(step);
  return dn ?? displayName;
}

function targetOf(step: StepDraft): PlanTarget {
  const key = keyOf(step);
  if (step.operation === 'entra.set-anchor') return { key, cloudId: step.params.userId, displayName: step.params.userId };
  if (step.operation === 'sync.set-scheduler' || step.operation === 'sync.start-delta' || step.operation === 'sync.restart-service') return { key, displayName: step.params.server };
  return { key, dn: step.params.object.dn, displayName: step.params.object.dn };
}

function keyOf(step: StepDraft): string {
  if (step.operation === 'entra.set-anchor') return step.params.userId;
  if (step.operation === 'sync.set-scheduler' || step.operation === 'sync.start-delta' || step.operation === 'sync.restart-service') return `${SERVER}${step.params.server.toLowerCase()}`;
  return step.params.object.guid;
}
