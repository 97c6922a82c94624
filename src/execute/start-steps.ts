import type { StepResult } from '../model/journal.ts';
import type { PlanStep } from '../model/plan.ts';
import { isOnPrem } from '../model/reach.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { InFlight, Stop } from './in-flight.ts';
import { deadlineOf, type WhyNot } from './may-go-on.ts';
import type { Move } from './move.ts';
import { stepOf, type Run } from './run.ts';
import { runStep } from './send-step.ts';
import { heldByOther } from './server-locks.ts';

interface Starting {
  readonly starts: readonly Extract<Move, { do: 'start' }>[];
  readonly inFlight: InFlight;
  readonly whyNot: WhyNot;
}

interface Wanted {
  readonly step: PlanStep;
  readonly attempt: number;
  /** Nothing of the run was begun before it. */
  readonly isFirst: boolean;
}

/** What was found out just before a start. */
interface Cleared {
  readonly stop: Stop | null;
  /** Why the sync server of the step was not to be had; null where nothing is against it. */
  readonly busy: string | null;
}

/** Puts one attempt of each of these steps into flight, once, if the run may go on; otherwise leaves the reason there. What is not for the relay is asked about together. */
export function startSteps(world: ExecutorWorld, run: Run, { starts, inFlight, whyNot }: Starting): void {
  const isFirst = run.journal.entries.length === 0;
  const wanted = starts.map(({ step, attempt }): Wanted => ({ step: stepOf(run.plan, step), attempt, isFirst }));
  const here = wanted.filter(({ step }) => !isOnPrem(step));
  const together = here.length === 0 ? null : whyNot(here.map(({ step }) => step));
  for (const each of wanted) {
    const cleared = together !== null && !isOnPrem(each.step) ? together.then((stop): Cleared => ({ stop, busy: null })) : atServer(world, run, { ...each, whyNot });
    inFlight.add(each.step.n, startStep(world, run, { ...each, cleared, inFlight }));
  }
}

/** Its sync server may have to be waited for, and only then the run is asked whether it may go on. */
async function atServer(world: ExecutorWorld, run: Run, { step, isFirst, whyNot }: Wanted & Pick<Starting, 'whyNot'>): Promise<Cleared> {
  const busy = await heldByOther(world, { plan: run.plan, step, until: deadlineOf(world, run, isFirst) });
  return { stop: await whyNot([step]), busy };
}

async function startStep(world: ExecutorWorld, run: Run, { step, attempt, isFirst, cleared, inFlight }: Wanted & Pick<Starting, 'inFlight'> & { readonly cleared: Promise<Cleared> }): Promise<void> {
  const { plan, journal } = run;
  const { stop, busy } = await cleared;
  inFlight.stopFor(inFlight.stop ?? stop);
  if (inFlight.stop !== null) return;
  const at = { step: step.n, attempt };
  const fence = await world.store.nextFence();
  await journal.write({ entry: { what: 'began', ...at, fence } });
  // What people do is asked of the world from time to time.
  if (step.operation === 'people.do') return;
  const attempted = { plan, step, attempt, fence, deadline: deadlineOf(world, run, isFirst), isStillMine: () => journal.isAlone() };
  const result: StepResult = busy === null ? await runStep(world, attempted) : { is: 'refused', says: busy };
  await journal.write({ entry: { what: 'ended', ...at, result } });
}
