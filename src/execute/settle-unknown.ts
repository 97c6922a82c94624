import type { Plan } from '../model/plan.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { nextMove } from './next-move.ts';
import { lookAtStep } from './send-step.ts';
import { write } from './write-journal.ts';

/** One more look at the step whose end is not known. What it finds closes the plan; when nobody can look, the plan stays as it is. */
export async function settleUnknown(world: ExecutorWorld, plan: Plan): Promise<Plan> {
  if (plan.state !== 'unknown') return plan;
  const journal = await world.store.journal(plan.content.planId);
  const began = journal.findLast((entry) => entry.what === 'began');
  const step = plan.content.steps.find(({ n }) => n === began?.step);
  if (began?.what !== 'began' || step === undefined) return plan;
  const observation = await lookAtStep(world, { plan, step, attempt: began.attempt, fence: began.fence, since: new Date(began.at) });
  if (observation === null) return plan;
  const looked = await write(world, { plan, journal }, { what: 'looked', step: step.n, attempt: began.attempt, observation });
  const now = world.clock.now();
  // Nothing is started any more: the window is over by definition.
  const move = nextMove(plan.content.steps, looked, { now, startBy: new Date(0) });
  if (move.do !== 'close') return plan;
  await closeRun(world, { plan, journal: looked }, move);
  return finishRun(world, plan, move);
}
