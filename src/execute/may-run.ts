import { groupsToAsk, isOpenToSomebody, neededGroups, suffice } from '../approve/approver-groups.ts';
import { quorumOf } from '../approve/decide.ts';
import { targetsOf } from '../approve/live-facts.ts';
import { humanBehind, isOneHuman } from '../approve/same-human.ts';
import { approvalsOf, clockStandsBack, isWithin, startBy, timeOfDay } from '../approve/time-limits.ts';
import { wrongPerson } from '../approve/wrong-person.ts';
import type { ApprovalPolicy, Decision } from '../model/approval.ts';
import type { Person } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import { planHash } from '../protocol/plan-hash.ts';
import type { ExecutorWorld } from './executor-world.ts';

export type MayRun =
  | { readonly is: 'yes' }
  | { readonly is: 'stale'; readonly rule: string; readonly says: string }
  | { readonly is: 'too-late'; readonly rule: string; readonly says: string }
  | { readonly is: 'cannot-check'; readonly says: string };

/** How an approver stands now. */
type Standing =
  | { readonly is: 'approver'; readonly name: string; readonly person: Person }
  | { readonly is: 'gone'; readonly name: string }
  | { readonly is: 'unknown' };

/** Whether the approvals still carry the plan: the same content, the same policy, as many people who are still approvers and still not the requester. Asked live; whose accounts the plan is about only at the start. */
export async function mayRun(world: ExecutorWorld, plan: Plan, isStart = false): Promise<MayRun> {
  const decisions = await world.store.decisions(plan.content.planId);
  const still = staleBecause(world, plan, decisions);
  if (still !== null) return { is: 'stale', ...still };
  const current = await asRequestedNow(world, plan);
  const standings = current === null ? [{ is: 'unknown' as const }] : await Promise.all(approvalsOf(plan, decisions).map((approval) => standingOf(world, { plan: current, isStart }, approval)));
  const approvers = standings.filter((standing) => standing.is === 'approver');
  if (distinct(approvers, world.policy()).length >= quorumOf(plan)) return { is: 'yes' };
  if (standings.some(({ is }) => is === 'unknown')) return { is: 'cannot-check', says: 'I could not check with Microsoft Entra ID whether the approvers may still approve.' };
  if (approvers.length >= quorumOf(plan)) return { is: 'stale', rule: 'R6', says: `${approvers.map(({ name }) => name).join(' and ')} are accounts of one person.` };
  const gone = standings.flatMap((standing) => (standing.is === 'gone' ? [standing.name] : []));
  return { is: 'stale', rule: 'R9', says: gone.length === 0 ? 'The approvals do not suffice.' : `${gone.join(', ')} may no longer approve this.` };
}

/** The clock of the start and the cause itself, judged only before the run begins. */
export async function mayStart(world: ExecutorWorld, plan: Plan): Promise<MayRun> {
  const decisions = await world.store.decisions(plan.content.planId);
  const now = world.clock.now();
  if (clockStandsBack(plan, decisions, now)) return { is: 'stale', rule: 'R19', says: 'The clock of this server stands before the approval, so the time limit cannot be judged.' };
  const limit = startBy(plan, decisions);
  if (!isWithin(limit, now)) return { is: 'too-late', rule: 'R19', says: `The run had to start before ${timeOfDay(limit)}.` };
  const may = await mayRun(world, plan, true);
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

/** Null where what would run is exactly what was approved. */
export const notAsApproved = (plan: Plan, decisions: readonly Decision[]): { readonly rule: string; readonly says: string } | null =>
  hashOf(plan.content) !== plan.hash || decisions.some((decision) => decision.planHash !== plan.hash) ? { rule: 'R17', says: 'What would run is not what was approved.' } : null;

/** Worked out once for what a run holds in its memory: a plan of a thousand objects is asked about before each of them. */
const hashes = new WeakMap<Plan['content'], string>();

function hashOf(content: Plan['content']): string {
  const known = hashes.get(content) ?? planHash(content);
  hashes.set(content, known);
  return known;
}

function staleBecause(world: ExecutorWorld, plan: Plan, decisions: readonly Decision[]): { readonly rule: string; readonly says: string } | null {
  const changed = notAsApproved(plan, decisions);
  if (changed !== null) return changed;
  if (world.policy().version !== plan.content.policyVersion) return { rule: 'R12', says: 'The approval policy has changed since the plan was made.' };
  return null;
}

/** The plan with the human behind the requester as known now; null when Graph cannot say. A requester who has left is who they were. */
async function asRequestedNow({ people, policy }: ExecutorWorld, plan: Plan): Promise<Plan | null> {
  const { requester } = plan.content;
  const who = await people.whoIs(requester.oid);
  if (who.is === 'unknown') return null;
  const personKey = who.is === 'person' ? (humanBehind(who.person, policy()) ?? requester.personKey) : requester.personKey;
  return { ...plan, content: { ...plan.content, requester: { ...requester, personKey } } };
}

async function standingOf(world: ExecutorWorld, { plan, isStart }: { readonly plan: Plan; readonly isStart: boolean }, { decider }: Decision): Promise<Standing> {
  const policy = world.policy();
  const gone: Standing = { is: 'gone', name: decider.name };
  const needed = neededGroups(policy, plan.content);
  if (!isOpenToSomebody(needed)) return gone;
  const [who, groups, targets] = await Promise.all([world.people.whoIs(decider.oid), world.people.groupsOf(decider.oid, groupsToAsk(needed)), isStart ? targetsOf(world, decider.oid, plan) : undefined]);
  if (who.is === 'unknown' || groups.is === 'unknown' || targets?.is === 'unknown') return { is: 'unknown' };
  const isSecondPerson = wrongPerson({ plan, decisions: [], cards: [], policy }, { who, actor: decider, targets }) === null;
  if (who.is !== 'person' || !isSecondPerson || !suffice(needed, groups.groupIds)) return gone;
  return { is: 'approver', name: decider.name, person: who.person };
}

/** Each human once. */
const distinct = (approvers: readonly Extract<Standing, { is: 'approver' }>[], policy: ApprovalPolicy): typeof approvers =>
  approvers.filter(({ person }, at) => !approvers.slice(0, at).some((other) => other.person.oid === person.oid || isOneHuman(other.person, person, policy)));
