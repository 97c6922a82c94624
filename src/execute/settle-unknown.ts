import type { Plan } from '../model/plan.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { StepEntry } from './move.ts';
import { nextMove } from './next-move.ts';
import { stepOf, type Run } from './run.ts';
import { openRunJournal } from './run-journal.ts';
import { lookAtStep } from './send-step.ts';
import { standingOf } from './step-standing.ts';

/** One more look at every step whose end is not known. What they find closes the plan; while nobody can look at one of them, the plan stays as it is. */
export async function settleUnknown(world: ExecutorWorld, plan: Plan): Promise<Plan> {
  if (plan.state !== 'unknown') return plan;
  const { steps } = plan.content;
  const journal = openRunJournal(world, plan);
  await journal.catchUp();
  for (const { n } of steps) await lookAgain(world, { plan, journal }, n);
  // Nothing is started any more: the window is over by definition.
  const move = nextMove(steps, journal.entries, { now: world.clock.now(), startBy: new Date(0) });
  if (move.do !== 'close') return plan;
  await closeRun({ journal }, move);
  return finishRun(world, plan, move);
}

/** Writes down one more look at the step, if its end is not known and somebody could look. */
async function lookAgain(world: ExecutorWorld, { plan, journal }: Pick<Run, 'plan' | 'journal'>, n: number): Promise<void> {
  const step = stepOf(plan, n);
  const entries = journal.entries.filter((entry): entry is StepEntry => 'step' in entry && entry.step === n);
  const began = entries.findLast((entry) => entry.what === 'began');
  const { is } = standingOf(step, entries, { now: world.clock.now(), startBy: new Date(0), isSettling: true, isStopped: false });
  if (began?.what !== 'began' || (is !== 'open' && is !== 'unknown')) return;
  const observation = await lookAtStep(world, { plan, step, attempt: began.attempt, fence: began.fence, since: new Date(began.at) });
  if (observation !== null) await journal.write({ entry: { what: 'looked', step: n, attempt: began.attempt, observation } });
}
