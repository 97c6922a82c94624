import { undoSteps } from '../approve/undo-plan.ts';
import type { PlanView } from '../cards/plan-data.ts';
import type { ApprovalPolicy, Decision } from '../model/approval.ts';
import type { PersonId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { People } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { eligiblePeople, type Eligible } from './eligible-people.ts';
import { stepMarks } from './step-marks.ts';

export interface PlanViewWorld {
  readonly store: Store;
  readonly people: Pick<People, 'whoIs' | 'membersOf'>;
  policy(): ApprovalPolicy;
}

/** Everything that a card of the plan shows, with who may decide. */
export async function planViewOf(world: PlanViewWorld, plan: Plan): Promise<{ readonly view: PlanView; readonly eligible: Eligible }> {
  const { planId, requester, riskClass } = plan.content;
  const [decisions, journal, requesterName, eligible] = await Promise.all([
    world.store.decisions(planId),
    world.store.journal(planId),
    nameOf(world.people, requester.oid, requester.upn),
    plan.state === 'pending' ? eligiblePeople(world, plan) : NOBODY,
  ]);
  const undecided = eligible.people.filter(({ oid }) => !decisions.some(({ decider }) => decider.oid === oid));
  const view: PlanView = {
    plan, requesterName, decisions, marks: stepMarks(journal, plan.content.steps),
    approvers: { groups: eligible.groups.map((group) => `group ${group}`), names: undecided.map(({ displayName }) => displayName) },
    canUndo: undoSteps(plan, journal).is === 'steps',
    mayType: world.policy().typedApproval && riskClass === 'reversible-one-object',
    sealedBy: plan.seal === 'none' ? [] : await sealedBy(world, plan, { requesterName, decisions }),
  };
  return { view, eligible: { ...eligible, people: undecided } };
}

const NOBODY: Eligible = { groups: [], people: [] };

async function nameOf(people: Pick<People, 'whoIs'>, oid: PersonId, otherwise: string): Promise<string> {
  const who = await people.whoIs(oid);
  return who.is === 'person' ? who.person.displayName : otherwise;
}

async function sealedBy({ store, people }: PlanViewWorld, { content }: Plan, { requesterName, decisions }: { readonly requesterName: string; readonly decisions: readonly Decision[] }): Promise<readonly string[]> {
  const seals = await store.seals(content.planId);
  return Promise.all(seals.map(({ role, oid }) => (role === 'requester' ? `${requesterName} (asked)` : nameOf(people, oid, decisions.find(({ decider }) => decider.oid === oid)?.decider.name ?? 'an approver'))));
}
