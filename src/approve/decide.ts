import { anchorOfGuid } from '../model/anchor.ts';
import type { ApprovalPolicy, Decision, DecisionVerdict, Refusal } from '../model/approval.ts';
import { sameDn } from '../model/distinguished-name.ts';
import { isObjectGuid, type PlanId } from '../model/ids.ts';
import { isMember, type Actor, type Person, type WhoIs } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import type { People } from '../ports/people.ts';
import type { PlanCard } from '../ports/store.ts';
import { planHash } from '../protocol/plan-hash.ts';
import { groupsToAsk, isOpenToSomebody, neededGroups, suffice, type NeededGroups } from './approver-groups.ts';
import { refusalSays } from './refusal-says.ts';
import { approvalIsTooLate, approvalsOf } from './time-limits.ts';

/** What is to be decided, as the store and the policy file know it. */
export interface ApprovalRequest {
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
  readonly cards: readonly PlanCard[];
  readonly policy: ApprovalPolicy;
}

/** What a pressed button carried, and where it was pressed. */
export interface CardPress {
  readonly planId: PlanId;
  readonly rev: number;
  readonly nonceHash: string;
  /** The button carried more, less or other fields than it was given. */
  readonly altered: boolean;
  readonly replyToId: string | null;
  readonly conversationId: string;
}

/** Who decides what, with everything about them asked live. */
export interface Press {
  readonly verdict: DecisionVerdict;
  readonly by: 'button' | 'text' | 'terminal' | 'refresh';
  readonly actor: Actor;
  readonly isAutomation: boolean;
  readonly tenantId: string;
  readonly who: WhoIs;
  /** Which approver groups the person is in. */
  readonly groups: Awaited<ReturnType<People['groupsOf']>>;
  /** Names of others who may decide; null when they could not be read. */
  readonly eligible: readonly string[] | null;
  readonly card: CardPress | null;
  readonly comment: string;
  readonly now: Date;
}

export type Ruling =
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly says: string }
  | {
      readonly is: 'accepted';
      readonly verdict: DecisionVerdict;
      readonly change: 'approved' | 'denied' | 'still-pending';
      readonly person: Person;
      readonly evidence: { readonly groupId: string; readonly checkedAt: string };
      /** Approvals that are still missing after this one. */
      readonly missing: number;
    };

/** Whether this person may decide exactly this plan now. Pure; the same for buttons, typed words and every other way. */
export function decide(request: ApprovalRequest, press: Press): Ruling {
  const refused = (refusal: Refusal): Ruling => ({ is: 'refused', refusal, says: refusalSays(refusal, { ...request, ...press }) });
  const early = wrongWay(request, press) ?? wrongCard(request, press.card) ?? wrongPerson(request, press);
  if (early !== null) return refused(early);
  const late = wrongTime(request, press) ?? notEligible(request, press) ?? wrongComment(request, press);
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

function wrongWay({ plan }: ApprovalRequest, press: Press): Refusal | null {
  if (press.by === 'refresh' || press.isAutomation) return 'not-a-person';
  if (press.by === 'terminal') return 'not-channel';
  if (press.tenantId !== plan.content.tenantId) return 'other-tenant';
  if (press.by === 'button' && press.card === null) return 'card-data-changed';
  return null;
}

/** Whether a button is one that we have posted, with what it was given and where it was posted. */
export function wrongCard({ plan, cards }: Pick<ApprovalRequest, 'plan' | 'cards'>, press: CardPress | null): Refusal | null {
  if (planHash(plan.content) !== plan.hash) return 'plan-changed';
  if (press === null) return null;
  if (press.altered || press.planId !== plan.content.planId) return 'card-data-changed';
  const card = cards.find(({ nonceHash, planId }) => nonceHash === press.nonceHash && planId === plan.content.planId);
  if (card === undefined) return 'card-replayed';
  if (card.rev !== press.rev) return 'card-data-changed';
  if (card.rev !== plan.content.rev) return 'plan-changed';
  if (channelOf(card.message.conversationId) !== channelOf(press.conversationId)) return 'card-replayed';
  // Where Teams gave the card no id, nonce and conversation bind.
  return card.message.activityId !== null && card.message.activityId !== press.replyToId ? 'card-replayed' : null;
}

/** A thread's conversation id is the channel's with `;messageid=…` behind it. */
const channelOf = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

function wrongPerson({ plan }: ApprovalRequest, { who, actor }: Press): Refusal | null {
  if (actor.oid === plan.content.requester.oid) return 'own-plan';
  if (who.is === 'unknown') return 'cannot-check';
  if (who.is === 'nobody' || !isMember(who.person) || who.person.oid !== actor.oid) return 'not-a-member';
  const { personKey } = plan.content.requester;
  if (personKey !== null && personKey === who.person.personKey) return 'own-plan';
  return isTarget(plan, who.person) ? 'target-of-plan' : null;
}

/** The object itself in the cloud, or in AD: through the anchor that binds the two, or, where the anchor is no objectGUID, by its name. */
function isTarget(plan: Plan, { oid, onPremisesImmutableId: anchor, onPremisesDistinguishedName: name }: Pick<Person, 'oid' | 'onPremisesImmutableId' | 'onPremisesDistinguishedName'>): boolean {
  return plan.content.targets.some(({ key, cloudId, dn }) => cloudId === oid || key === oid || (isObjectGuid(key) && anchorOfGuid(key) === anchor) || (dn !== undefined && name !== null && sameDn(dn, name)));
}

function wrongTime({ plan, decisions }: ApprovalRequest, { actor, now }: Press): Refusal | null {
  if (plan.state === 'expired') return 'too-late';
  if (decisions.some(({ decider }) => decider.oid === actor.oid)) return 'already-decided-by-you';
  if (plan.state !== 'pending') return 'already-decided';
  return approvalIsTooLate(plan, decisions, now) ? 'too-late' : null;
}

function notEligible(request: ApprovalRequest, { groups }: Press): Refusal | null {
  if (request.policy.version !== request.plan.content.policyVersion) return 'policy-changed';
  const needed = neededFor(request);
  if (!isOpenToSomebody(needed)) return 'nobody-may';
  if (groups.is === 'unknown') return 'cannot-check';
  return suffice(needed, groups.groupIds) ? null : 'not-an-approver';
}

function wrongComment({ plan, policy }: ApprovalRequest, { verdict, comment }: Press): Refusal | null {
  const needed = verdict === 'deny' || policy.commentNeeded[plan.content.riskClass];
  return needed && comment.trim() === '' ? 'comment-needed' : null;
}
