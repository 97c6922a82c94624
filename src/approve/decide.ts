import type { Refusal } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import { groupsToAsk, isOpenToSomebody, neededGroups, suffice, type NeededGroups } from './approver-groups.ts';
import type { ApprovalRequest, Press, Ruling } from './press-facts.ts';
import { refusalSays } from './refusal-says.ts';
import { approvalIsTooLate, approvalsOf } from './time-limits.ts';
import { channelOf, wrongCard } from './wrong-card.ts';
import { hasCountedAlready, wrongPerson } from './wrong-person.ts';
import { MOST_WORDS } from './wrong-words.ts';

export type { ApprovalRequest, CardPress, Press, Ruling } from './press-facts.ts';

/** Whether this person may decide exactly this plan now. Pure; the same for buttons, typed words and every other way. */
export function decide(request: ApprovalRequest, press: Press): Ruling {
  const refused = (refusal: Refusal): Ruling => ({ is: 'refused', refusal, says: refusalSays(refusal, { ...request, ...press }) });
  const early = wrongWay(request, press) ?? wrongCard(request, press.card) ?? wrongPerson(request, press);
  if (early !== null) return refused(early);
  const late = wrongTime(request, press) ?? notEligible(request, press) ?? wrongForm(request, press) ?? wrongComment(request, press) ?? wrongSeal(request, press);
  if (late !== null) return refused(late);
  const groupId = press.groups.is === 'known' ? press.groups.groupIds.find((id) => groupsToAsk(neededFor(request)).includes(id)) : undefined;
  if (groupId === undefined || press.who.is !== 'person') return refused('cannot-check');
  const missing = press.verdict === 'deny' ? 0 : Math.max(0, quorumOf(request.plan) - approvalsOf(request.plan, request.decisions).length - 1);
  const change = press.verdict === 'deny' ? 'denied' : missing === 0 ? 'approved' : 'still-pending';
  return { is: 'accepted', verdict: press.verdict, change, person: press.who.person, evidence: { groupId, checkedAt: press.now.toISOString() }, missing };
}

/** Never below one, whatever the plan says. */
export const quorumOf = (plan: Plan): number => Math.max(1, plan.content.quorum.approve);

const neededFor = ({ plan, policy }: ApprovalRequest): NeededGroups => neededGroups(policy, plan.content);

/** A press that comes back from the sign-in that a sealed plan asks for; the card was judged before the sign-in was offered. */
const isBackFromSignIn = ({ plan, seals = [] }: ApprovalRequest, { isSealed, actor, verdict }: Press): boolean =>
  plan.seal !== 'none' && isSealed === true && seals.some((seal) => seal.role === 'approver' && seal.oid === actor.oid && seal.verdict === verdict);

function wrongWay(request: ApprovalRequest, press: Press): Refusal | null {
  if (press.by === 'refresh' || press.isAutomation) return 'not-a-person';
  if (press.by === 'terminal') return 'not-channel';
  if (press.tenantId !== request.plan.content.tenantId) return 'other-tenant';
  if (press.by === 'button' && press.card === null && !isBackFromSignIn(request, press)) return 'card-data-changed';
  return null;
}

function wrongTime(request: ApprovalRequest, press: Press): Refusal | null {
  const { plan, decisions } = request;
  if (plan.state === 'expired') return 'too-late';
  if (decisions.some(({ decider }) => decider.oid === press.actor.oid)) return 'already-decided-by-you';
  if (plan.state !== 'pending') return 'already-decided';
  if (hasCountedAlready(request, press)) return 'same-human';
  return approvalIsTooLate(plan, decisions, press.now) ? 'too-late' : null;
}

function notEligible(request: ApprovalRequest, { groups }: Press): Refusal | null {
  if (request.policy.version !== request.plan.content.policyVersion) return 'policy-changed';
  const needed = neededFor(request);
  if (!isOpenToSomebody(needed)) return 'nobody-may';
  if (groups.is === 'unknown') return 'cannot-check';
  return suffice(needed, groups.groupIds) ? null : 'not-an-approver';
}

/** A typed approval carries nothing that only the posted card knows, so it is heard only where the plan was asked for, and for the lesser changes alone; a denial may always be typed. */
function wrongForm(request: ApprovalRequest, press: Press): Refusal | null {
  if (press.verdict === 'deny' || press.card !== null || isBackFromSignIn(request, press)) return null;
  const { plan, policy } = request;
  if (channelOf(press.conversationId) !== channelOf(plan.content.conversationId)) return 'elsewhere';
  return policy.typedApproval && plan.content.riskClass === 'reversible-one-object' && plan.seal === 'none' ? null : 'button-needed';
}

function wrongComment({ plan, policy }: ApprovalRequest, { verdict, comment }: Press): Refusal | null {
  if (comment.length > MOST_WORDS) return 'comment-too-long';
  const needed = verdict === 'deny' || policy.commentNeeded[plan.content.riskClass];
  return needed && comment.trim() === '' ? 'comment-needed' : null;
}

/** A denial needs no seal: it lets nothing run. */
function wrongSeal(request: ApprovalRequest, press: Press): Refusal | null {
  const { plan, seals = [] } = request;
  if (plan.seal === 'none' || press.verdict === 'deny') return null;
  if (!seals.some(({ role, oid }) => role === 'requester' && oid === plan.content.requester.oid)) return 'request-not-sealed';
  return isBackFromSignIn(request, press) ? null : 'seal-needed';
}
