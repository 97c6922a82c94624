import type { Plan } from '../model/plan.ts';
import { Conflict } from '../ports/store.ts';
import { aboutPlan, auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { approveBy, isWithin, timeOfDay } from './time-limits.ts';

/** Closes pending plans whose time is over or whose policy has changed. Only repaints: every decision judges time and policy for itself. */
export async function tidyPlans(world: ApprovalsWorld): Promise<readonly Plan[]> {
  const moved: Plan[] = [];
  for (const plan of await world.store.plansIn(['pending'])) {
    const retired = await retirePlan(world, plan);
    if (retired !== null) moved.push(retired);
  }
  return moved;
}

/** Moves one pending plan to `expired` or `stale` when that is due; null when it is not, or somebody else has moved it. */
export async function retirePlan(world: Pick<ApprovalsWorld, 'store' | 'clock' | 'policy'>, plan: Plan): Promise<Plan | null> {
  const { planId, policyVersion } = plan.content;
  const limit = approveBy(plan);
  const now = world.clock.now();
  if (plan.state !== 'pending') return null;
  const stateSince = now.toISOString();
  const facts = { ...aboutPlan(plan), policyVersion };
  try {
    if (world.policy().version !== policyVersion) {
      const says = 'The approval policy has changed since this plan was made. Nothing was changed; ask for a new plan.';
      return await world.store.movePlan(plan, { state: 'stale', says, stateSince }, auditEvent(world, 'plan.stale', { actor: null, planId, rule: 'R12', facts }));
    }
    if (isWithin(limit, now)) return null;
    const says = `Nobody decided before ${timeOfDay(limit)}. Nothing was changed.`;
    return await world.store.movePlan(plan, { state: 'expired', says, stateSince }, auditEvent(world, 'plan.expired', { actor: null, planId, rule: 'R19', facts }));
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}
