import { startBy } from '../approve/time-limits.ts';
import { never } from '../model/never.ts';
import type { Plan } from '../model/plan.ts';
import { awaitPeople } from './await-people.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { lookUp } from './look-up.ts';
import { whyNotGoOn, type WhyNot } from './may-go-on.ts';
import type { Move, StepMove } from './move.ts';
import { nextMoves } from './next-move.ts';
import type { Run } from './run.ts';
import { openRunJournal } from './run-journal.ts';
import { letGo } from './server-locks.ts';
import { startSteps } from './start-steps.ts';
import { stopRun } from './stop-run.ts';

/**
 * Goes by the journal, does what comes next, writes it down, and again, until the plan is closed. Steps of several lanes are in flight side by side;
 * everything else waits until none is. Resolves and rejects only when nothing is in flight any more.
 */
export async function carryOut(world: ExecutorWorld, running: Plan): Promise<Plan> {
  const window = startBy(running, await world.store.decisions(running.content.planId));
  const run: Run = { plan: running, journal: openRunJournal(world, running), window };
  const inFlight = createInFlight();
  try {
    return await untilClosed(world, run, inFlight);
  } catch (fault) {
    await inFlight.all();
    throw inFlight.toTell(fault);
  }
}

async function untilClosed(world: ExecutorWorld, run: Run, inFlight: InFlight): Promise<Plan> {
  const { plan, journal } = run;
  const whyNot = whyNotGoOn(world, run);
  for (let known = 0; ; ) {
    inFlight.assertSound();
    if (inFlight.stop !== null) await stopAfterAll(world, run, inFlight);
    if (inFlight.steps.size === 0) await journal.catchUp();
    const { entries } = journal;
    await letGo(world, plan, { journal: entries, known, inHand: inFlight.steps });
    known = entries.length;
    // Read in the same moment: a step leaves the flight only after its end is among the entries.
    const moves = nextMoves(plan.content.steps, journal.entries, { now: world.clock.now(), startBy: run.window, inHand: inFlight.steps });
    const together = moves.filter(isOfStep);
    const [other] = moves.filter((move) => !isOfStep(move));
    if (other === undefined) await fly(world, run, { together, inFlight, whyNot });
    else if (other.do === 'finish') return finishRun(world, plan, other);
    else await doOther(world, run, other);
  }
}

const isOfStep = (move: Move): move is StepMove => move.do === 'start' || move.do === 'look';

interface Flying {
  readonly together: readonly StepMove[];
  readonly inFlight: InFlight;
  readonly whyNot: WhyNot;
}

/** Puts these into flight, or waits for one that is in flight already. */
async function fly(world: ExecutorWorld, run: Run, { together, inFlight, whyNot }: Flying): Promise<void> {
  if (together.length === 0) return inFlight.one();
  for (const move of together) if (move.do === 'look') inFlight.add(move.step, lookUp(world, run, move));
  startSteps(world, run, { starts: together.filter((move) => move.do === 'start'), inFlight, whyNot });
}

/** What was begun is seen through before anything is said about the run as a whole. */
async function stopAfterAll(world: ExecutorWorld, run: Run, inFlight: InFlight): Promise<void> {
  await inFlight.all();
  inFlight.assertSound();
  const { stop } = inFlight;
  inFlight.stopFor(null);
  if (stop !== null) await stopRun(world, run, stop);
}

function doOther(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'wait' | 'await' | 'close' }>): Promise<void> {
  switch (move.do) {
    case 'wait':
      return world.clock.sleep(Math.max(1000, move.until.getTime() - world.clock.now().getTime()));
    case 'await':
      return awaitPeople(world, run, move);
    case 'close':
      return closeRun(run, move);
    default:
      return never(move);
  }
}
