import type { JournalEntry } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { StepEntry } from './move.ts';
import { nextMove } from './next-move.ts';
import { stepOf } from './run.ts';
import { lookAtStep } from './send-step.ts';
import { standingOf } from './step-standing.ts';
import { write } from './write-journal.ts';

/** One more look at every step whose end is not known. What they find closes the plan; while nobody can look at one of them, the plan stays as it is. */
export async function settleUnknown(world: ExecutorWorld, plan: Plan): Promise<Plan> {
  if (plan.state !== 'unknown') return plan;
  const { planId, steps } = plan.content;
  let journal = await world.store.journal(planId);
  for (const { n } of steps) journal = await lookedAgain(world, { plan, journal }, n);
  // Nothing is started any more: the window is over by definition.
  const move = nextMove(steps, journal, { now: world.clock.now(), startBy: new Date(0) });
  if (move.do !== 'close') return plan;
  await closeRun(world, { plan, journal }, move);
  return finishRun(world, plan, move);
}

/** The journal with one more look at the step, if its end is not known and somebody could look. */
async function lookedAgain(world: ExecutorWorld, run: { readonly plan: Plan; readonly journal: readonly JournalEntry[] }, n: number): Promise<readonly JournalEntry[]> {
  const { plan, journal } = run;
  const step = stepOf(plan, n);
  const entries = journal.filter((entry): entry is StepEntry => 'step' in entry && entry.step === n);
  const began = entries.findLast((entry) => entry.what === 'began');
  const { is } = standingOf(step, entries, { now: world.clock.now(), startBy: new Date(0), isSettling: true, isStopped: false });
  if (began?.what !== 'began' || (is !== 'open' && is !== 'unknown')) return journal;
  const observation = await lookAtStep(world, { plan, step, attempt: began.attempt, fence: began.fence, since: new Date(began.at) });
  return observation === null ? journal : write(world, run, { what: 'looked', step: n, attempt: began.attempt, observation });
}
