import type { ApprovalPolicy } from '../model/approval.ts';
import type { RemedyOffer } from '../model/diagnosis.ts';
import type { PlanId } from '../model/ids.ts';
import type { Person } from '../model/person.ts';
import type { ConfirmedItem, OperationName, OperationParams, Plan, PlanStep, PlanTarget, RiskClass, StepDraft, Undo } from '../model/plan.ts';
import type { Prediction } from '../model/prediction.ts';
import type { SealForm } from '../model/seal.ts';
import { isCycle, OPERATIONS } from '../model/operations.ts';
import { reachOf } from '../model/reach.ts';
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
  /** The other objects of a plan for many. */
  readonly also?: readonly PlanTarget[] | undefined;
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
  readonly prediction?: Prediction | undefined;
  /** What the requester has confirmed item by item. */
  readonly confirmed?: readonly ConfirmedItem[] | undefined;
  readonly snapshotHash?: string | undefined;
  readonly now: Date;
}

/** A pending plan from an offer. Pure: everything shown and run later is fixed here. */
export function makePlan(wish: PlanWish): Plan {
  const { policy, requester, place, now, offer } = wish;
  const steps = offer.steps.map(planned);
  const targets = targetsOf(wish.about, offer.steps, wish.also);
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
    ...(wish.confirmed === undefined ? {} : { confirmed: wish.confirmed }),
    ...(wish.snapshotHash === undefined ? {} : { snapshotHash: wish.snapshotHash }),
  };
  const hash = planHash(content);
  return {
    content, hash, code: planCode(hash), state: 'pending', version: 1,
    title: offer.title, cause: wish.cause, asked: wish.asked, reason: wish.reason.trim(), ticket: wish.ticket, seal: wish.seal, risk: offer.risk, undoClass: offer.undo, notSeen: wish.notSeen, undoes: wish.undoes,
    stateSince: content.createdAt, says: waitingSays(content.quorum.approve), prediction: wish.prediction ?? null, verification: { is: 'not-started' },
  };
}

export const waitingSays = (missing: number): string => (missing === 1 ? 'Waiting for a second admin.' : `Waiting for ${missing} more admins.`);

/**
 * Changes of the source anchor and of the scheduler, deletions, anything that cannot be undone, and more than ten objects are far-reaching.
 * A delta cycle alone is not, nor is what a person does.
 */
function riskClassOf(steps: readonly StepDraft[], targets: readonly PlanTarget[]): RiskClass {
  const far = steps.some((step) => OPERATIONS[step.operation].isFarReaching || (step.operation !== 'people.do' && undoOf(step.operation, step.params).is === 'cannot-be-undone'));
  return far || targets.filter(({ key }) => !key.startsWith(SERVER)).length > 10 ? 'far-reaching' : 'reversible-one-object';
}

const SERVER = 'server:';

const planned = (draft: StepDraft, at: number): PlanStep => ({
  ...draft, n: at + 1, version: 1, target: shownTarget(draft), before: stepBefore(draft), after: stepAfter(draft), undo: undoOf(draft.operation, draft.params),
});

/** How a step is taken back. */
export const undoOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): Undo => REVERSAL[operation](params);

/**
 * The object in question first, then every other object that a step touches, each once. A server whose scheduler only pauses round the changes of
 * objects is none: the runs wait for each other, and many such plans may be open. Nor is one that only runs a cycle for them.
 */
function targetsOf(about: PlanTarget | null, steps: readonly StepDraft[], also: readonly PlanTarget[] = []): readonly PlanTarget[] {
  const targets: PlanTarget[] = [...(about === null ? [] : [about]), ...also];
  const isAboutObjects = steps.some(touchesObject);
  for (const step of steps) {
    if (isCycle(step.operation) && (about !== null || steps.length > 1)) continue;
    if (step.operation === 'sync.set-scheduler' && isAboutObjects) continue;
    for (const target of targetsOfStep(step)) {
      if (!targets.some(({ key, cloudId }) => key === target.key || cloudId === target.key)) targets.push(target);
    }
  }
  return targets;
}

function touchesObject(step: StepDraft): boolean {
  const reach = reachOf(step);
  return reach.is === 'ad-object' || reach.is === 'entra' || (reach.is === 'sync-server' && reach.object !== null);
}

/** The object as people know it; the id in the parameters decides. */
function shownTarget(step: StepDraft): string {
  const [first] = targetsOfStep(step);
  return first === undefined ? (step.operation === 'people.do' ? step.params.about : '') : (first.dn ?? first.displayName);
}

function targetsOfStep(step: StepDraft): readonly PlanTarget[] {
  const reach = reachOf(step);
  switch (reach.is) {
    case 'ad-object':
      return reach.objects.map(({ guid, dn }) => ({ key: guid, dn, displayName: dn }));
    case 'forest':
      return [{ key: `forest:${reach.forest.toLowerCase()}`, displayName: reach.forest }];
    case 'sync-server':
      return [reach.object === null ? { key: `${SERVER}${reach.server.toLowerCase()}`, displayName: reach.server } : { key: reach.object.guid, dn: reach.object.dn, displayName: reach.object.dn }];
    case 'entra':
      return reach.ids.map((id, at) => ({ key: id, cloudId: id, displayName: at === 0 ? reach.name : id }));
    case 'people':
      return [];
  }
}
