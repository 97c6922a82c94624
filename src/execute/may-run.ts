import { groupsToAsk, isOpenToSomebody, neededGroups, suffice } from '../approve/approver-groups.ts';
import { approvalsOf, clockStandsBack, startBy, timeOfDay } from '../approve/time-limits.ts';
import { quorumOf } from '../approve/decide.ts';
import type { Decision } from '../model/approval.ts';
import { isMember } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import { planHash } from '../protocol/plan-hash.ts';
import type { ExecutorWorld } from './executor-world.ts';

export type MayRun =
  | { readonly is: 'yes' }
  | { readonly is: 'stale'; readonly rule: string; readonly says: string }
  | { readonly is: 'too-late'; readonly rule: string; readonly says: string }
  | { readonly is: 'cannot-check'; readonly says: string };

/** Whether the approvals still carry the plan: the same content, the same policy, approvers who are still approvers. Asked live. */
export async function mayRun(world: ExecutorWorld, plan: Plan): Promise<MayRun> {
  const decisions = await world.store.decisions(plan.content.planId);
  const still = staleBecause(world, plan, decisions);
  if (still !== null) return { is: 'stale', ...still };
  const approvals = approvalsOf(plan, decisions);
  const answers = await Promise.all(approvals.map((approval) => isStillApprover(world, plan, approval)));
  if (answers.filter((answer) => answer === 'yes').length >= quorumOf(plan)) return { is: 'yes' };
  if (answers.includes('unknown')) return { is: 'cannot-check', says: 'I could not check with Microsoft Entra ID whether the approvers may still approve.' };
  const gone = approvals.filter((_, at) => answers[at] === 'no').map(({ decider }) => decider.name);
  return { is: 'stale', rule: 'R9', says: gone.length === 0 ? 'The approvals do not suffice.' : `${gone.join(', ')} may no longer approve this.` };
}

/** The clock of the start and the cause itself, judged only before the run begins. */
export async function mayStart(world: ExecutorWorld, plan: Plan): Promise<MayRun> {
  const decisions = await world.store.decisions(plan.content.planId);
  const now = world.clock.now();
  if (clockStandsBack(plan, decisions, now)) return { is: 'stale', rule: 'R19', says: 'The clock of this server stands before the approval, so the time limit cannot be judged.' };
  const limit = startBy(plan, decisions);
  if (now.getTime() > limit.getTime()) return { is: 'too-late', rule: 'R19', says: `The run had to start before ${timeOfDay(limit)}.` };
  const may = await mayRun(world, plan);
  return may.is === 'yes' ? isStillNeeded(world, plan) : may;
}

async function isStillNeeded(world: ExecutorWorld, plan: Plan): Promise<MayRun> {
  switch (await world.isStillNeeded(plan)) {
    case 'yes':
      return { is: 'yes' };
    case 'no':
      return { is: 'stale', rule: 'R18', says: 'Already fixed: the cause is not there any more.' };
    case 'unknown':
      return { is: 'cannot-check', says: 'I could not read again whether the cause is still there.' };
  }
}

function staleBecause(world: ExecutorWorld, plan: Plan, decisions: readonly Decision[]): { readonly rule: string; readonly says: string } | null {
  if (planHash(plan.content) !== plan.hash || decisions.some((decision) => decision.planHash !== plan.hash)) return { rule: 'R17', says: 'What would run is not what was approved.' };
  if (world.policy().version !== plan.content.policyVersion) return { rule: 'R12', says: 'The approval policy has changed since the plan was made.' };
  return null;
}

async function isStillApprover(world: ExecutorWorld, plan: Plan, { decider }: Decision): Promise<'yes' | 'no' | 'unknown'> {
  const needed = neededGroups(world.policy(), plan.content);
  const groupIds = groupsToAsk(needed);
  if (!isOpenToSomebody(needed)) return 'no';
  const [who, groups] = await Promise.all([world.people.whoIs(decider.oid), world.people.groupsOf(decider.oid, groupIds)]);
  if (who.is === 'unknown' || groups.is === 'unknown') return 'unknown';
  return who.is === 'person' && isMember(who.person) && suffice(needed, groups.groupIds) ? 'yes' : 'no';
}
