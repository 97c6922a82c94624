import { addMinutes } from '../approve/time-limits.ts';
import type { JournalEntry } from '../model/journal.ts';
import { closeRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { Move } from './move.ts';
import { nextMove } from './next-move.ts';
import { stepOf, type Run } from './run.ts';
import { lookAtStep } from './send-step.ts';
import { write } from './write-journal.ts';

/** How long the world may be out of sight before the end of a step is called unknown. */
const LOOK_MINUTES = 30;

/** Looks until the world can be asked, and writes down where it stands. */
export async function lookUp(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'look' }>): Promise<void> {
  const { plan, journal } = run;
  const step = stepOf(plan, move.step);
  const began = journal.findLast((entry) => entry.what === 'began' && entry.step === move.step);
  const fence = began?.what === 'began' ? began.fence : 0;
  const giveUp = addMinutes(world.clock.now(), LOOK_MINUTES).getTime();
  for (let pause = 5; ; pause = Math.min(60, pause * 2)) {
    const at = world.clock.now();
    const observation = await lookAtStep(world, { plan, step, attempt: move.attempt, fence, since: move.since });
    if (observation !== null) {
      await write(world, { ...run, at }, { what: 'looked', step: move.step, attempt: move.attempt, observation });
      return;
    }
    if (world.clock.now().getTime() >= giveUp) return cannotLook(world, run, move);
    await world.clock.sleep(pause * 1000);
  }
}

/** The plan is closed unless something else of it goes on. */
async function cannotLook(world: ExecutorWorld, run: Run, { step, attempt }: Extract<Move, { do: 'look' }>): Promise<void> {
  const at = world.clock.now();
  const says = `I do not know whether this took effect, for nobody could look for ${LOOK_MINUTES} minutes. Look by hand, or let me look again when the relay and Entra ID can be reached.`;
  const unseen: JournalEntry = { at: at.toISOString(), what: 'unseen', step, attempt, says };
  const next = nextMove(run.plan.content.steps, [...run.journal, unseen], { now: at, startBy: run.window });
  if (next.do === 'close') return closeRun(world, run, next);
  await write(world, { ...run, at }, { what: 'unseen', step, attempt, says });
}
