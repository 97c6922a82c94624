import type { ApprovalPolicy } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { People } from '../ports/people.ts';
import { isNobodysAccount, isOneHuman } from './same-human.ts';

type Members = Extract<Awaited<ReturnType<People['membersOf']>>, { is: 'known' }>['people'];

/** Of the members of the approver groups those who are another person than the requester, for "who may approve"; what counts is judged when they decide. */
export function couldDecide(members: Members, { content: { requester } }: Pick<Plan, 'content'>, policy: Pick<ApprovalPolicy, 'accounts' | 'adminAccounts' | 'personAttribute'>): Members {
  return members.filter(({ oid, upn = '', personKey = null, extensions }) => {
    const account = { oid, upn, personKey, extensions };
    return oid !== requester.oid && !isOneHuman(account, requester, policy) && !isNobodysAccount(account, policy);
  });
}
