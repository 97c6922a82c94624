import { aboutPlan, auditEvent } from '../approve/approvals-world.ts';
import { timeOfDay } from '../approve/time-limits.ts';
import type { Plan } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { mayStart, type MayRun } from './may-run.ts';

const RETRY_SECONDS = 15;

/** Moves an approved plan to `running` when everything that was approved still holds, otherwise to `stale` or `expired`. */
export async function startRun(world: ExecutorWorld, plan: Plan): Promise<Plan> {
  const may = await settled(world, plan);
  const now = world.clock.now();
  const stateSince = now.toISOString();
  const { planId } = plan.content;
  const facts = { ...aboutPlan(plan), deciders: (await world.store.decisions(planId)).map(({ decider, verdict }) => ({ oid: decider.oid, verdict })) };
  const moved =
    may.is === 'yes'
      ? await world.store.movePlan(plan, { state: 'running', says: `Running since ${timeOfDay(now)}.`, stateSince }, auditEvent(world, 'plan.running', { actor: null, planId, facts }))
      : await world.store.movePlan(plan, { state: may.is === 'stale' ? 'stale' : 'expired', says: `${may.says} Nothing was changed; ask for a new plan.`, stateSince }, auditEvent(world, may.is === 'stale' ? 'plan.stale' : 'plan.expired', { actor: null, planId, rule: may.rule, facts: { ...facts, says: may.says } }));
  world.onProgress(moved);
  return moved;
}

/** While it cannot be checked the answer is to wait, until the time to start is over. */
async function settled(world: ExecutorWorld, plan: Plan): Promise<Exclude<MayRun, { is: 'cannot-check' }>> {
  let trouble = '';
  for (;;) {
    const may = await mayStart(world, plan);
    if (may.is === 'too-late') return { ...may, says: trouble === '' ? may.says : `${trouble} ${may.says}` };
    if (may.is !== 'cannot-check') return may;
    trouble = may.says;
    await world.clock.sleep(RETRY_SECONDS * 1000);
  }
}
