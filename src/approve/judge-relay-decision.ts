import type { ApprovalPolicy } from '../model/approval.ts';
import { isMember, type Actor, type Person, type WhoIs } from '../model/person.ts';
import type { People } from '../ports/people.ts';
import type { RelayConfirmation } from '../ports/store.ts';
import { isNobodysAccount, isOneHuman } from './same-human.ts';

/** Why a decision about a relay was not accepted, with the number of the rule in the documentation. */
export const RELAY_REFUSALS = {
  'not-channel': 'R2',
  'other-tenant': 'R2',
  'not-a-member': 'R3',
  'confirmed-by-you': 'R5',
  'same-human': 'R6',
  'human-unknown': 'R6',
  'not-a-person': 'R8',
  'not-an-approver': 'R9',
  'cannot-check': 'R9',
  'nobody-may': 'R10',
  'reason-needed': 'R14',
  'no-such-relay': 'R17',
  'confirmed-already': 'R21',
} as const;
export type RelayRefusal = keyof typeof RELAY_REFUSALS;

/** Who decides about relays, and how it was said. */
export interface RelayPress {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly by: 'text' | 'button' | 'refresh' | 'terminal';
}

export interface RelayFacts {
  readonly who: WhoIs;
  readonly groups: Awaited<ReturnType<People['groupsOf']>>;
}

/** Groups that may approve far-reaching changes wherever and whatever they are: a relay reaches everything. */
export const relayApproverGroups = ({ approvers }: ApprovalPolicy): readonly string[] =>
  [...new Set(approvers.filter(({ risks, operations, containers }) => risks.includes('far-reaching') && operations === null && containers === null).flatMap(({ groups }) => groups))];

/** Whether this was said by a person in Teams, of this organisation. */
export function wrongWay({ by, tenantId }: RelayPress, homeTenant: string): RelayRefusal | null {
  if (by === 'refresh') return 'not-a-person';
  if (by === 'terminal') return 'not-channel';
  return tenantId === homeTenant ? null : 'other-tenant';
}

/** Whether this person, as Graph knows them now, may decide about relays. */
export function judgeApprover({ actor }: Pick<RelayPress, 'actor'>, { who, groups }: RelayFacts, policy: ApprovalPolicy): { readonly is: 'may'; readonly person: Person; readonly groupId: string } | { readonly is: 'refused'; readonly refusal: RelayRefusal } {
  const refused = (refusal: RelayRefusal) => ({ is: 'refused' as const, refusal });
  const allowed = relayApproverGroups(policy);
  if (allowed.length === 0) return refused('nobody-may');
  if (who.is === 'unknown') return refused('cannot-check');
  if (who.is === 'nobody' || !isMember(who.person) || who.person.oid !== actor.oid) return refused('not-a-member');
  if (isNobodysAccount(who.person, policy)) return refused('human-unknown');
  if (groups.is === 'unknown') return refused('cannot-check');
  const groupId = groups.groupIds.find((id) => allowed.includes(id));
  return groupId === undefined ? refused('not-an-approver') : { is: 'may', person: who.person, groupId };
}

/** Whether this person is another one than those who have confirmed before, through whatever accounts. */
export function wrongSecond(person: Person, earlier: readonly RelayConfirmation[], policy: ApprovalPolicy): RelayRefusal | null {
  if (earlier.some(({ oid }) => oid === person.oid)) return 'confirmed-by-you';
  return earlier.some((each) => isOneHuman(each, person, policy)) ? 'same-human' : null;
}
