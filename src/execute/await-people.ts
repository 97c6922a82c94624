import type { Observation } from '../model/journal.ts';
import type { OperationParams } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { Awaited, Move } from './move.ts';
import { stepOf, type Run } from './run.ts';
import { lookAtStep } from './send-step.ts';

const SHORTEST_PAUSE = 15_000;
const LONGEST_PAUSE = 10 * 60_000;
/** So often a run that waits for people says in its journal that it is still there. */
const SIGN_OF_LIFE_MINUTES = 60;

/**
 * One round over everything that people are at: what is seen is done, and what was not seen in its hours is not.
 * The hours count from the entry that asked for it, so that they survive a restart. Resolves after something was written, or after a pause that grows with the wait.
 */
export async function awaitPeople(world: ExecutorWorld, run: Run, { steps, until }: Extract<Move, { do: 'await' }>): Promise<void> {
  for (const awaited of steps) if (await wrote(world, run, awaited)) return;
  const now = world.clock.now().getTime();
  const pauses = steps.map(({ since }) => Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, (now - since.getTime()) / 10)));
  const ends = steps.map((awaited) => hoursEnd(run, awaited) - now);
  await world.clock.sleep(Math.max(1000, Math.min(...pauses, ...ends, until === null ? LONGEST_PAUSE : until.getTime() - now)));
}

/** Whether this round wrote something about the step. */
async function wrote(world: ExecutorWorld, run: Run, awaited: Awaited): Promise<boolean> {
  const { step, attempt, since } = awaited;
  const at = world.clock.now();
  const observation = await lookAtStep(world, { plan: run.plan, step: stepOf(run.plan, step), attempt, fence: 0, since });
  if (observation?.stands === 'after') return run.journal.write({ entry: { what: 'looked', step, attempt, observation }, at }).then(() => true);
  if (at.getTime() >= hoursEnd(run, awaited)) return run.journal.write({ entry: { what: 'ended', step, attempt, result: { is: 'failed', says: givenUp(params(run, step), observation) } } }).then(() => true);
  const silentSince = Date.parse(run.journal.entries.at(-1)?.at ?? '');
  if (at.getTime() - silentSince < SIGN_OF_LIFE_MINUTES * 60_000) return false;
  const stillThere: Observation = { stands: 'before', found: {}, says: observation?.says ?? 'It could not be looked at just now.' };
  return run.journal.write({ entry: { what: 'looked', step, attempt, observation: stillThere }, at }).then(() => true);
}

const hoursEnd = (run: Run, { step, since }: Awaited): number => since.getTime() + params(run, step).hours * 60 * 60_000;

function params({ plan }: Run, n: number): OperationParams['people.do'] {
  const step = stepOf(plan, n);
  if (step.operation !== 'people.do') throw new Error(`step ${n} of plan ${plan.code} is not done by people`);
  return step.params;
}

const givenUp = ({ hours }: OperationParams['people.do'], observation: Observation | null): string =>
  `It was not to be seen within ${hours === 1 ? '1 hour' : `${hours} hours`}. ${observation?.says ?? 'At the end it could not be looked at.'}`;
