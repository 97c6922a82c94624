import { REFUSALS, type Decision } from '../model/approval.ts';
import { groupsToAsk, neededGroups } from './approver-groups.ts';
import { aboutPlan, auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import type { ApprovalRequest, Ruling } from './decide.ts';
import { waitingSays } from './make-plan.ts';
import type { Pressed, PressAnswer } from './pressed.ts';
import { humanBehind } from './same-human.ts';
import { retirePlan } from './tidy-plans.ts';
import { timeOfDay } from './time-limits.ts';

type Refused = Extract<Ruling, { is: 'refused' }>;
type Accepted = Extract<Ruling, { is: 'accepted' }>;
interface Judged<R extends Ruling> {
  readonly pressed: Pressed;
  readonly request: ApprovalRequest;
  readonly ruling: R;
}

/** Writes the decision, the move and the audit together; rejects with `Conflict` when the plan has moved on. */
export async function acceptDecision(world: ApprovalsWorld, { pressed, request: { plan, policy }, ruling }: Judged<Accepted>): Promise<PressAnswer> {
  const at = world.clock.now().toISOString();
  const { person, evidence, change } = ruling;
  const { planId } = plan.content;
  const decision: Decision = {
    planId,
    planHash: plan.hash,
    verdict: ruling.verdict,
    decider: { oid: person.oid, name: person.displayName, upn: person.upn, personKey: humanBehind(person, policy) },
    membershipEvidence: evidence,
    activityId: pressed.activityId,
    comment: pressed.comment.trim(),
    at,
  };
  const facts = { code: plan.code, planHash: plan.hash, verdict: ruling.verdict, change, requester: plan.content.requester.oid, groupId: evidence.groupId, checkedAt: evidence.checkedAt, personKey: decision.decider.personKey, policyVersion: policy.version, by: pressed.by, isSealed: pressed.isSealed === true, comment: decision.comment, activityId: pressed.activityId };
  const audit = auditEvent(world, 'decision.accepted', { actor: person.oid, planId, facts });
  const says = decidedSays(ruling, at);
  const moved = await world.store.addDecision(plan, decision, change === 'still-pending' ? { says, stateSince: plan.stateSince } : { state: change, says, stateSince: at }, audit);
  return { is: 'accepted', change, says, plan: moved };
}

/** Writes the refusal with its rule; a plan that nobody can decide any more is closed on this occasion. */
export async function refuseDecision(world: ApprovalsWorld, { pressed, request: { plan, policy }, ruling }: Judged<Refused>): Promise<PressAnswer> {
  const { refusal, says } = ruling;
  const facts = { ...aboutPlan(plan), refusal, verdict: pressed.verdict, by: pressed.by, policyVersion: policy.version, groupsAsked: groupsToAsk(neededGroups(policy, plan.content)), activityId: pressed.activityId, conversationId: pressed.conversationId };
  await world.store.audit(auditEvent(world, 'decision.refused', { actor: pressed.actor.oid, planId: plan.content.planId, rule: REFUSALS[refusal], facts }));
  const retired = refusal === 'too-late' || refusal === 'policy-changed' ? await retirePlan(world, plan) : null;
  return { is: 'refused', refusal, says, plan: retired ?? plan };
}

function decidedSays({ person, change, missing }: Accepted, at: string): string {
  const by = `by ${person.displayName} (${timeOfDay(at)})`;
  if (change === 'denied') return `Denied ${by}. Nothing was changed.`;
  return change === 'approved' ? `Approved ${by}.` : `Approved ${by}; ${lowerFirst(waitingSays(missing))}`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
