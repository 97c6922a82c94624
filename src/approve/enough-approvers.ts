import type { ApprovalPolicy, ApproverRule } from '../model/approval.ts';
import { isAtOrBelow } from '../model/distinguished-name.ts';
import type { Person } from '../model/person.ts';
import type { RiskClass } from '../model/plan.ts';
import type { People } from '../ports/people.ts';
import { humanBehind, isNobodysAccount } from './same-human.ts';

type Accounts = Awaited<ReturnType<People['accountsIn']>>;

/**
 * What is wrong with the people behind the rules of a policy, a sentence each: for every rule and class of risk there must be one person
 * more than approvals are needed, for the requester may be one of them.
 */
export async function approverWarnings(people: Pick<People, 'accountsIn'>, policy: ApprovalPolicy): Promise<readonly string[]> {
  const groupIds = [...new Set(policy.approvers.flatMap(({ groups }) => groups))];
  const found = new Map(await Promise.all(groupIds.map(async (id) => [id, await people.accountsIn(id)] as const)));
  const rules = policy.approvers.flatMap((rule, at) => rule.risks.flatMap((risk) => tooFewFor(policy, found, { rule, risk, n: at + 1 })));
  return [...groupIds.flatMap((id) => groupWarning(id, found.get(id))), ...rules];
}

function groupWarning(id: string, accounts: Accounts | undefined): readonly string[] {
  if (accounts?.is === 'no-such-group') return [`The approval policy names group ${id}, which is not in Microsoft Entra ID; nobody is eligible through it.`];
  return accounts?.is === 'unknown' ? [`Group ${id} of the approval policy could not be read (${accounts.says}); nobody is eligible through it until it can be.`] : [];
}

interface Judged {
  readonly rule: ApproverRule;
  readonly risk: RiskClass;
  /** Place of the rule in the file, from 1. */
  readonly n: number;
}

function tooFewFor(policy: ApprovalPolicy, found: ReadonlyMap<string, Accounts>, { rule, risk, n }: Judged): readonly string[] {
  const groups = [...new Set(policy.approvers.filter((other) => other === rule || covers(other, rule, risk)).flatMap((each) => each.groups))];
  const accounts = groups.flatMap((id) => accountsOf(found.get(id)));
  const humans = countHumans(accounts, policy);
  const needed = policy.quorum[risk] + 1;
  if (humans >= needed) return [];
  const named = groups.length === 0 ? 'which names no group' : `${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`;
  return [`Rule ${n} of the approval policy (${named}) has ${humans} of the ${needed} eligible people that ${SHORT[risk]} need: ${policy.quorum[risk]} to approve and one to ask. Until then some of these plans cannot be approved.`];
}

const SHORT: Readonly<Record<RiskClass, string>> = { 'reversible-one-object': 'reversible changes of one object', 'far-reaching': 'far-reaching changes' };

const accountsOf = (accounts: Accounts | undefined) => (accounts?.is === 'known' ? accounts.accounts : []);

/** Whether whoever may approve under one rule may approve all that another covers. */
function covers(wide: ApproverRule, narrow: ApproverRule, risk: RiskClass): boolean {
  const operations = wide.operations === null || (narrow.operations?.every((name) => wide.operations?.includes(name)) ?? false);
  const containers = wide.containers === null || (narrow.containers?.every((dn) => wide.containers?.some((container) => isAtOrBelow(dn, container))) ?? false);
  return wide.risks.includes(risk) && operations && containers;
}

/** An account of an unknown human counts as one, unless it is one that may not approve for that very reason. */
function countHumans(accounts: readonly Pick<Person, 'oid' | 'upn' | 'personKey'>[], policy: ApprovalPolicy): number {
  const eligible = accounts.filter((account) => !isNobodysAccount(account, policy));
  return new Set(eligible.map((account) => humanBehind(account, policy)?.toLowerCase() ?? account.oid)).size;
}
