import { addMinutes } from '../approve/time-limits.ts';
import type { Observation } from '../model/journal.ts';
import { closing } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { Move } from './move.ts';
import { nextMove } from './next-move.ts';
import { stepOf, type Run } from './run.ts';
import { lookAtStep } from './send-step.ts';

/** How long the world may be out of sight before the end of a step is called unknown. */
const LOOK_MINUTES = 30;

/** So often a run writes down that what it looks at still goes on. */
const SIGN_OF_LIFE_MINUTES = 10;
const BETWEEN_LOOKS_MS = 30_000;

/**
 * Looks until the world can be asked, and writes down where it stands. What is under way is looked at for as many hours as the policy gives it, and so long
 * as whoever does it says so; the journal hears of it from time to time.
 */
export async function lookUp(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'look' }>): Promise<void> {
  const { plan, journal } = run;
  const step = stepOf(plan, move.step);
  const began = journal.entries.findLast((entry) => entry.what === 'began' && entry.step === move.step);
  const fence = began?.what === 'began' ? began.fence : 0;
  const giveUp = addMinutes(world.clock.now(), LOOK_MINUTES).getTime();
  for (let pause = 5; ; pause = Math.min(60, pause * 2)) {
    const at = world.clock.now();
    const seen = await lookAtStep(world, { plan, step, attempt: move.attempt, fence, since: move.since });
    const observation = seen === null ? null : bounded(world, seen, move.since);
    if (observation !== null && (observation.underWay !== true || isSignDue(run, move.step, at))) {
      return journal.write({ entry: { what: 'looked', step: move.step, attempt: move.attempt, observation }, at });
    }
    // Meanwhile somebody may have stopped the run.
    if (observation !== null) return world.clock.sleep(BETWEEN_LOOKS_MS);
    if (world.clock.now().getTime() >= giveUp) return cannotLook(world, run, move);
    await world.clock.sleep(pause * 1000);
  }
}

/** At once, and then from time to time. */
function isSignDue({ journal }: Run, step: number, now: Date): boolean {
  const last = journal.entries.findLast((entry) => 'step' in entry && entry.step === step);
  const isFirst = last?.what !== 'looked' || last.observation.underWay !== true;
  return isFirst || now.getTime() >= addMinutes(last.at, SIGN_OF_LIFE_MINUTES).getTime();
}

/** Longer than the policy allows is not waited for, whatever the sync server makes of it. */
function bounded({ policy, clock }: ExecutorWorld, { underWay, ...observation }: Observation, since: Date): Observation {
  if (underWay !== true) return observation;
  const { cycleHours } = policy();
  if (clock.now().getTime() < addMinutes(since, cycleHours * 60).getTime()) return { ...observation, underWay };
  return { ...observation, says: `${observation.says} The approval policy lets me wait for ${cycleHours === 1 ? '1 hour' : `${cycleHours} hours`} and no longer.` };
}

/** The plan is closed unless something else of it goes on. */
async function cannotLook(world: ExecutorWorld, run: Run, { step, attempt }: Extract<Move, { do: 'look' }>): Promise<void> {
  const at = world.clock.now();
  const says = `I do not know whether this took effect, for nobody could look for ${LOOK_MINUTES} minutes. Look by hand, or let me look again when the relay and Entra ID can be reached.`;
  const unseen = { what: 'unseen', step, attempt, says } as const;
  await run.journal.write((entries) => {
    const next = nextMove(run.plan.content.steps, [...entries, { at: at.toISOString(), ...unseen }], { now: at, startBy: run.window });
    return next.do === 'close' ? closing(entries, next) : { entry: unseen, at };
  });
}
