import type { PlanId } from '../model/ids.ts';
import type { Actor } from '../model/person.ts';
import type { Place } from '../ports/channel.ts';
import type { ApprovalsWorld } from './approvals-world.ts';
import { proposePlan, type Proposed } from './propose-plan.ts';
import { undoSteps } from './undo-plan.ts';

export interface UndoRequest {
  readonly planId: PlanId;
  readonly actor: Actor;
  readonly tenantId: string;
  readonly place: Place;
  readonly reason: string;
  readonly ticket?: string | null | undefined;
}

/** An undo is a plan like any other: it needs its own approval. */
export async function proposeUndo(world: ApprovalsWorld, request: UndoRequest): Promise<Proposed> {
  const plan = await world.store.planById(request.planId);
  if (plan === null) return { is: 'nothing', says: 'I know no such plan.' };
  const undo = undoSteps(plan, await world.store.journal(request.planId));
  if (undo.is === 'nothing') return undo;
  const { actor, tenantId, place, reason, ticket } = request;
  return proposePlan(world, {
    actor, tenantId, place, reason, ticket,
    offer: { title: undo.title, risk: plan.risk, undo: 'full', steps: undo.steps },
    about: plan.content.targets[0] ?? null,
    cause: plan.cause,
    asked: plan.asked,
    diagnosis: null,
    undoes: plan.code,
  });
}
