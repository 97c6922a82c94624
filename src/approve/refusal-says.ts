import type { ApprovalPolicy, Decision, DecisionVerdict, Refusal } from '../model/approval.ts';
import type { WhoIs } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import { ownsTarget } from './owns-target.ts';
import type { Press } from './press-facts.ts';
import { humanBehind, isOneHuman } from './same-human.ts';
import { approveBy, clockStandsBack, timeOfDay } from './time-limits.ts';

/** What a refusal is told with. */
interface RefusalFacts {
  readonly plan: Plan;
  readonly policy: Pick<ApprovalPolicy, 'accounts' | 'adminAccounts' | 'personAttribute'>;
  readonly decisions: readonly Decision[];
  readonly verdict: DecisionVerdict;
  readonly who: WhoIs;
  readonly targets?: Press['targets'];
  readonly eligible: readonly string[] | null;
  readonly now: Date;
}

/** Why a press was not accepted and what to do instead, for the person who pressed. */
export function refusalSays(refusal: Refusal, facts: RefusalFacts): string {
  const words = SAYS[refusal];
  return typeof words === 'string' ? words : words(facts);
}

/** "Eligible: Ana Ruiz, Ben Okafor and 3 others." */
function eligibleSays(eligible: readonly string[] | null): string {
  if (eligible === null) return 'Members of the approver group may decide; their names could not be read just now.';
  if (eligible.length === 0) return 'Nobody else is eligible at present; ask the owner of the approval policy.';
  const [shown, rest] = [eligible.slice(0, 5), eligible.length - 5];
  if (rest > 0) return `Eligible: ${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}.`;
  return `Eligible: ${new Intl.ListFormat('en', { type: 'disjunction' }).format(shown)}.`;
}

const SAYS: Readonly<Record<Refusal, string | ((facts: RefusalFacts) => string)>> = {
  'not-channel': 'Decisions are made in Teams, where you are signed in as yourself. Open the plan there.',
  'other-tenant': 'This message came from another organization. Only people of the organization that the plan belongs to may decide.',
  'not-a-member': 'Only enabled member accounts of this organization may decide. Guests and disabled accounts may read.',
  'shared-place': 'This is a shared channel, where people of other organizations may be. Decide in a channel of your own organization, or in the personal chat.',
  'own-plan': ({ eligible }) => `You asked for this change, so a different admin must approve it. ${eligibleSays(eligible)}`,
  'target-of-plan': ({ eligible }) => `This plan changes your own account, so somebody else must decide. ${eligibleSays(eligible)}`,
  'same-human': (facts) => `${sameHumanSays(facts)}, so somebody else must decide. ${eligibleSays(facts.eligible)}`,
  'human-unknown': (facts) => unknownHumanSays(facts),
  'beneficiary-of-plan': ({ eligible }) => `You would gain from this change, so somebody else must decide. ${eligibleSays(eligible)}`,
  'owner-of-target': (facts) => ownerSays(facts),
  'not-a-person': 'Only a person can decide; a refresh of the card or an automation cannot.',
  'not-an-approver': ({ plan, eligible }) => `You are not in a group that may decide about ${plan.content.riskClass === 'far-reaching' ? 'far-reaching changes' : 'changes of this kind'}. ${eligibleSays(eligible)}`,
  'cannot-check': ({ plan }) => `I could not check with Microsoft Entra ID who you are and what you may do, so I counted nothing. Plan ${plan.code} is as it was; try again in a minute.`,
  'nobody-may': 'The approval policy names nobody for changes of this kind, so nobody may approve them. Ask the owner of the policy file to name a group.',
  'policy-changed': ({ plan }) => `The approval policy has changed since plan ${plan.code} was made, so it can no longer be decided. Ask for a new plan.`,
  'already-decided-by-you': ({ plan, decisions, who }) => `You have already ${ownVerdict(decisions, who)} plan ${plan.code}. A decision is final and counts once.`,
  'comment-needed': ({ verdict }) => (verdict === 'deny' ? 'Say why you deny it: a denial needs a comment.' : 'This change is far-reaching, so an approval needs a comment: say what you have checked.'),
  'comment-too-long': 'The comment is longer than 2,000 characters, so nothing was counted. Shorten it and decide again.',
  'reason-needed': 'Say why you want this change: fix, the name, because and the reason.',
  'ticket-needed': 'The approval policy wants the number of a ticket with every change: add ticket and its number.',
  'elsewhere': ({ plan }) => `Plan ${plan.code} was asked for in another conversation, so a typed approval counts only there. Decide there, or open it here and use its button: plan ${plan.code}.`,
  'button-needed': ({ plan }) => `Plan ${plan.code} can be decided with the button of its card only. Open it: plan ${plan.code}.`,
  'card-data-changed': ({ plan }) => `The button did not carry what it was given, so nothing was counted. Open plan ${plan.code} anew: plan ${plan.code}.`,
  'card-replayed': ({ plan }) => `This card is a copy or has been used already, so nothing was counted. Open plan ${plan.code} anew: plan ${plan.code}.`,
  'plan-changed': ({ plan }) => `This card shows another version than the plan that would run, so nothing was counted. Open plan ${plan.code} anew: plan ${plan.code}.`,
  'too-late': ({ plan, decisions, now }) => lateSays(plan, clockStandsBack(plan, decisions, now)),
  'target-busy': ({ plan }) => `Plan ${plan.code} (${plan.content.requester.upn}) is open for this object. Decide or cancel it first.`,
  'already-decided': ({ plan, decisions }) => decidedSays(plan, decisions),
  'seal-needed': ({ plan }) => `Plan ${plan.code} must be sealed: the decision counts once you have signed in for exactly this plan.`,
  'seal-not-valid': ({ plan }) => `The sign-in does not fit plan ${plan.code}, so nothing was counted. Press the button of the plan again and sign in anew.`,
  'request-not-sealed': ({ plan }) => `The person who asked for plan ${plan.code} has not sealed it yet, so it cannot be approved. Nothing was counted.`,
  'not-a-reader': 'Only members of the groups named in the approval policy may read here.',
  'not-a-requester': 'Only members of the groups named in the approval policy may ask for changes. You can still ask why.',
  'source-unread': 'A source that this change rests on could not be read, so no plan can be made from it. Try again when it can be read.',
  'plan-too-large': 'This plan holds more than can be kept and sent to a relay. Ask for fewer objects at once.',
  'not-confirmed': 'This plan takes something away for good, so its checklist must be confirmed item by item first.',
  'only-owner': 'The account is the only owner of a group, which must get another owner first.',
  'not-your-plan': ({ plan }) => `Only the person who asked for plan ${plan.code} can cancel it; an approver can deny it.`,
};

const lateSays = (plan: Plan, clockIsWrong: boolean): string =>
  clockIsWrong
    ? `The clock of this server stands before what has already happened to plan ${plan.code}, so its time limit cannot be judged and nothing was counted. Set the clock right and try again.`
    : `Plan ${plan.code} had to be decided before ${timeOfDay(approveBy(plan))}, and nothing was changed. Ask for a new plan.`;

function sameHumanSays({ plan, policy, who }: RefusalFacts): string {
  const asked = who.is === 'person' && isOneHuman(who.person, plan.content.requester, policy);
  return asked ? 'This account and the one that asked for the change belong to the same person' : `You have decided plan ${plan.code} with another account of yours already, and each person counts once`;
}

function ownerSays({ plan, policy, who, targets, eligible }: RefusalFacts): string {
  const known = targets?.is === 'known' ? targets : { accounts: [], managerId: null };
  const why = who.is === 'person' ? ownsTarget(plan, { person: who.person, managerId: known.managerId }, { accounts: known.accounts, policy }) : null;
  return `This plan seems to change another account of yours${why === null ? '' : ` (${why})`}, so somebody else must decide. If it is not yours, give both accounts an employee id, or name them in the approval policy. ${eligibleSays(eligible)}`;
}

function unknownHumanSays({ plan, policy, who, eligible }: RefusalFacts): string {
  const own = who.is === 'person' && humanBehind(who.person, policy) === null;
  if (own) return `This is an administrator account and I cannot tell whose it is (no employee id, and the policy names nobody), so it cannot count as a second person. ${eligibleSays(eligible)}`;
  return `Plan ${plan.code} was asked for with an administrator account (${plan.content.requester.upn}) and I cannot tell whose it is, so nobody can be shown to be a second person. Name its owner in the approval policy, then ask for a new plan.`;
}

function ownVerdict(decisions: readonly Decision[], who: WhoIs): string {
  const own = who.is === 'person' ? decisions.find(({ decider }) => decider.oid === who.person.oid) : undefined;
  return own === undefined ? 'decided about' : own.verdict === 'deny' ? 'denied' : 'approved';
}

function decidedSays(plan: Plan, decisions: readonly Decision[]): string {
  const last = decisions.at(-1);
  if (last === undefined || plan.state === 'cancelled' || plan.state === 'superseded' || plan.state === 'stale') return `Plan ${plan.code} is no longer open (${plan.state}): ${plan.says}`;
  const did = last.verdict === 'deny' ? 'denied' : 'approved';
  return `Plan ${plan.code} was already ${did} by ${last.decider.name} at ${timeOfDay(last.at)}.`;
}
