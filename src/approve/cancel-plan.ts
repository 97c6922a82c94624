import { REFUSALS, type Refusal } from '../model/approval.ts';
import type { PlanId } from '../model/ids.ts';
import type { Actor } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import { Conflict } from '../ports/store.ts';
import { aboutPlan, auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { approvalsOf } from './time-limits.ts';

export interface Cancelling {
  readonly planId: PlanId;
  readonly actor: Actor;
  readonly tenantId: string;
}

export type Cancelled =
  | { readonly is: 'cancelled'; readonly plan: Plan }
  | { readonly is: 'no-such-plan'; readonly says: string }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly says: string; readonly plan: Plan };

/** Takes a plan back before it runs: the person who asked for it may, and so may an approver who withdraws the approval. */
export async function cancelPlan(world: ApprovalsWorld, cancelling: Cancelling): Promise<Cancelled> {
  const { planId, actor } = cancelling;
  for (;;) {
    const plan = await world.store.planById(planId);
    if (plan === null) return { is: 'no-such-plan', says: 'I know no such plan. Type pending to see the open ones.' };
    const approval = approvalsOf(plan, await world.store.decisions(planId)).find(({ decider }) => decider.oid === actor.oid);
    const wrong = wrongWith(plan, cancelling, approval !== undefined);
    if (wrong !== null) {
      await world.store.audit(auditEvent(world, 'cancel.refused', { actor: actor.oid, planId, rule: REFUSALS[wrong.refusal], facts: { ...aboutPlan(plan), refusal: wrong.refusal } }));
      return { is: 'refused', ...wrong, plan };
    }
    try {
      const says = approval === undefined ? `Cancelled by ${actor.name}. Nothing was changed.` : `${approval.decider.name} has withdrawn the approval. Nothing was changed.`;
      const told = { actor: actor.oid, planId, rule: approval === undefined ? undefined : 'R14', facts: { ...aboutPlan(plan), by: approval === undefined ? 'requester' : 'approver', from: plan.state } };
      return { is: 'cancelled', plan: await world.store.movePlan(plan, { state: 'cancelled', says, stateSince: world.clock.now().toISOString() }, auditEvent(world, 'plan.cancelled', told)) };
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}

function wrongWith(plan: Plan, { actor, tenantId }: Cancelling, hasApproved: boolean): { readonly refusal: Refusal; readonly says: string } | null {
  if (tenantId !== plan.content.tenantId) return { refusal: 'other-tenant', says: 'This message came from another organization.' };
  if (actor.oid !== plan.content.requester.oid && !hasApproved) return { refusal: 'not-your-plan', says: `Only the person who asked for plan ${plan.code}, or who has approved it, can take it back; an approver can deny it: deny ${plan.code} and a reason.` };
  if (plan.state === 'pending' || plan.state === 'approved') return null;
  return { refusal: 'already-decided', says: `Plan ${plan.code} can no longer be cancelled (${plan.state}): ${plan.says}` };
}
