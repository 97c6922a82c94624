import type { ApprovalPolicy, Refusal } from '../model/approval.ts';
import { isMember, type Person, type WhoIs } from '../model/person.ts';
import type { People } from '../ports/people.ts';
import { isNobodysAccount } from './same-human.ts';

/** `groupId` is the group that gave the right. */
type MayRequest = { readonly is: 'may'; readonly person: Person; readonly groupId: string } | { readonly is: 'refused'; readonly refusal: Refusal; readonly says: string };

/** Who may ask for a change: enabled members of a requester or approver group. Nobody when the policy names no group. */
export function mayRequest(asked: { readonly who: WhoIs; readonly groups: Awaited<ReturnType<People['groupsOf']>>; readonly policy: ApprovalPolicy }): MayRequest {
  const { who, groups, policy } = asked;
  if (who.is === 'unknown') return refused('cannot-check');
  if (who.is === 'nobody' || !isMember(who.person)) return refused('not-a-member');
  const allowed = requestGroups(policy);
  if (allowed.length === 0) return refused('nobody-may');
  if (groups.is === 'unknown') return refused('cannot-check');
  const groupId = groups.groupIds.find((id) => allowed.includes(id));
  if (groupId === undefined) return refused('not-a-requester');
  // Of a plan by nobody knows whom, nobody could be shown to be the second person.
  return isNobodysAccount(who.person, policy) ? refused('human-unknown') : { is: 'may', person: who.person, groupId };
}

/** All groups whose members may ask for changes. */
export const requestGroups = (policy: ApprovalPolicy): readonly string[] => [
  ...new Set([...policy.requesterGroups, ...policy.approvers.flatMap(({ groups }) => groups)]),
];

const SAYS = {
  'cannot-check': 'I could not check with Microsoft Entra ID who you are and what you may do, so I made no plan. Try again in a minute.',
  'not-a-member': 'Only enabled member accounts of this organization may ask for changes. Guests and disabled accounts may read.',
  'nobody-may': 'The approval policy names nobody who may ask for changes. Ask the owner of the policy file to name a group.',
  'not-a-requester': 'Only members of the groups named in the approval policy may ask for changes. You can still ask why.',
  'human-unknown': 'This is an administrator account and I cannot tell whose it is (no employee id, and the policy names nobody), so nobody could be shown to be a second person. Use your own account, or ask the owner of the policy file to name this one.',
} as const;

const refused = (refusal: keyof typeof SAYS): MayRequest => ({ is: 'refused', refusal, says: SAYS[refusal] });
