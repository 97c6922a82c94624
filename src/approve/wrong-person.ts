import { anchorOfGuid } from '../model/anchor.ts';
import type { Refusal } from '../model/approval.ts';
import { sameDn } from '../model/distinguished-name.ts';
import { isObjectGuid } from '../model/ids.ts';
import { isMember, type Person } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import { gains } from './gains.ts';
import { ownsTarget } from './owns-target.ts';
import type { ApprovalRequest, Press } from './press-facts.ts';
import { isNobodysAccount, isOneHuman } from './same-human.ts';

/** Whether somebody is no second person for this plan: the requester, the requester's other account, the target, or who gains by it. */
export function wrongPerson(request: ApprovalRequest, { who, actor, targets }: Pick<Press, 'who' | 'actor' | 'targets'>): Refusal | null {
  const { plan } = request;
  if (actor.oid === plan.content.requester.oid) return 'own-plan';
  if (who.is === 'unknown') return 'cannot-check';
  if (who.is === 'nobody' || !isMember(who.person) || who.person.oid !== actor.oid) return 'not-a-member';
  const { person } = who;
  return wrongHuman(request, person) ?? (isTarget(plan, person) ? 'target-of-plan' : gains(plan, person) ? 'beneficiary-of-plan' : wrongOwner(request, person, targets));
}

/** Where nobody could be asked about the objects, nobody can be shown to be a stranger to them. */
function wrongOwner({ plan, policy }: ApprovalRequest, person: Person, targets: Press['targets']): Refusal | null {
  if (targets === undefined) return null;
  if (targets.is === 'unknown') return 'cannot-check';
  return ownsTarget(plan, { person, managerId: targets.managerId }, { accounts: targets.accounts, policy }) === null ? null : 'owner-of-target';
}

function wrongHuman({ plan: { content: { requester } }, policy }: ApprovalRequest, person: Person): Refusal | null {
  if (isOneHuman(person, requester, policy)) return 'same-human';
  return isNobodysAccount(person, policy) || isNobodysAccount(requester, policy) ? 'human-unknown' : null;
}

/** One person counts once, through whatever accounts. */
export function hasCountedAlready({ plan, decisions, policy }: ApprovalRequest, { who }: Pick<Press, 'who'>): boolean {
  if (who.is !== 'person') return false;
  const { person } = who;
  return decisions.some(({ decider, planHash }) => planHash === plan.hash && decider.oid !== person.oid && isOneHuman(decider, person, policy));
}

/** The object itself in the cloud, or in AD: through the anchor that binds the two, or, where the anchor is no objectGUID, by its name. */
function isTarget(plan: Plan, { oid, onPremisesImmutableId: anchor, onPremisesDistinguishedName: name }: Pick<Person, 'oid' | 'onPremisesImmutableId' | 'onPremisesDistinguishedName'>): boolean {
  return plan.content.targets.some(({ key, cloudId, dn }) => cloudId === oid || key === oid || (isObjectGuid(key) && anchorOfGuid(key) === anchor) || (dn !== undefined && name !== null && sameDn(dn, name)));
}
