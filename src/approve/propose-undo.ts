import type { JournalEntry, Observation } from '../model/journal.ts';
import type { PlanId } from '../model/ids.ts';
import type { Actor } from '../model/person.ts';
import type { Plan, PlanStep, StepDraft } from '../model/plan.ts';
import type { UndoClass } from '../model/risk.ts';
import type { Place } from '../ports/channel.ts';
import type { ApprovalsWorld } from './approvals-world.ts';
import { undoOf } from './make-plan.ts';
import { proposePlan, type Proposed } from './propose-plan.ts';
import { standsNow, stepsToLookAt, type Difference } from './undo-drift.ts';
import { appliedSteps, differences, undoSteps, type StandNow } from './undo-plan.ts';

export interface UndoRequest {
  readonly planId: PlanId;
  readonly actor: Actor;
  readonly tenantId: string;
  readonly place: Place;
  readonly reason: string;
  readonly ticket?: string | null | undefined;
  /** What others have changed since has been shown to the person, who wants the rest taken back. */
  readonly keepsOthers?: boolean | undefined;
}

export type ProposedUndo =
  /** `leftOut`: what does not come back, with the reason. */
  | (Extract<Proposed, { is: 'proposed' }> & { readonly leftOut: readonly string[] })
  | Exclude<Proposed, { is: 'proposed' }>
  /** Others have changed what the plan left there. `canKeep`: the rest can be taken back while their changes stay. */
  | { readonly is: 'drifted'; readonly plan: Plan; readonly differences: readonly Difference[]; readonly canKeep: boolean };

/** An undo is a plan like any other: it needs its own approval. Nothing is made before a person has seen what others have changed since. */
export async function proposeUndo(world: ApprovalsWorld, request: UndoRequest): Promise<ProposedUndo> {
  const plan = await world.store.planById(request.planId);
  if (plan === null) return { is: 'nothing', says: 'I know no such plan.' };
  const journal = await world.store.journal(request.planId);
  const planned = undoSteps(plan, journal);
  if (planned.is === 'nothing') return planned;
  const now = await lookNow(world, plan, journal);
  const drifted = differences(now);
  const undo = undoSteps(plan, journal, now);
  const canKeep = undo.is === 'steps' && drifted.every(({ merged, step }) => merged !== null || step.lane !== undefined);
  if (drifted.length > 0 && !(request.keepsOthers === true && canKeep)) return { is: 'drifted', plan, differences: drifted, canKeep };
  if (undo.is === 'nothing') return { is: 'nothing', says: `Nothing is left of what plan ${plan.code} did: everything is as it was before.` };
  const { actor, tenantId, place, reason, ticket } = request;
  const proposed = await proposePlan(world, {
    actor, tenantId, place, reason, ticket,
    offer: { title: undo.title, risk: plan.risk, undo: undoClassOf(undo.steps), steps: undo.steps },
    about: plan.content.targets[0] ?? null,
    cause: plan.cause,
    asked: plan.asked,
    diagnosis: null,
    undoes: plan.code,
  });
  return proposed.is === 'proposed' ? { ...proposed, leftOut: undo.leftOut } : proposed;
}

const AT_ONCE = 4;

/** How the steps stand now. Where nobody can look, each step is compared with the world before it runs all the same. */
async function lookNow(world: ApprovalsWorld, plan: Plan, journal: readonly JournalEntry[]): Promise<StandNow> {
  const { lookAt } = world;
  const steps = lookAt === undefined ? [] : stepsToLookAt(appliedSteps(plan, journal));
  const seen = new Map<number, ReturnType<typeof standsNow>>();
  for (let at = 0; at < steps.length; at += AT_ONCE) {
    await Promise.all(steps.slice(at, at + AT_ONCE).map(async (step) => seen.set(step.n, standsNow(step, await looked(lookAt, plan, step)))));
  }
  return seen;
}

const looked = async (lookAt: ApprovalsWorld['lookAt'], plan: Plan, step: PlanStep): Promise<Observation | null> => (lookAt === undefined ? null : lookAt(plan, step));

/** Whether the undo itself can be taken back. */
function undoClassOf(steps: readonly StepDraft[]): UndoClass {
  if (steps.some((step) => undoOf(step.operation, step.params).is === 'cannot-be-undone' || leavesAnAddress(step))) return 'none';
  return steps.some(({ operation }) => operation === 'entra.delete-user') ? '30-days' : 'full';
}

/** Entra ID makes an address of what is written into mail, and Graph takes none away. */
const leavesAnAddress = (step: StepDraft): boolean => step.operation === 'entra.set-mail' && step.params.after !== null;
