import type { ApprovalPolicy } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { People } from '../ports/people.ts';
import { humanBehind, isNobodysAccount, isSameHuman } from './same-human.ts';

type Members = Extract<Awaited<ReturnType<People['membersOf']>>, { is: 'known' }>['people'];

/** Of the members of the approver groups those who are another person than the requester, for "who may approve"; what counts is judged when they decide. */
export function couldDecide(members: Members, { content: { requester } }: Pick<Plan, 'content'>, policy: Pick<ApprovalPolicy, 'accounts' | 'adminAccounts'>): Members {
  const asker = humanBehind(requester, policy);
  return members.filter(({ oid, upn = '', personKey = null }) => {
    const account = { oid, upn, personKey };
    return oid !== requester.oid && !isSameHuman(humanBehind(account, policy), asker) && !isNobodysAccount(account, policy);
  });
}
