import type { Observation, StepResult } from '../model/journal.ts';
import type { PlanStep } from '../model/plan.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { Clock } from '../ports/clock.ts';

export type CloudStep = Extract<PlanStep, { operation: 'entra.set-anchor' }>;

/** Steps that run in this process. `look` rejects when the world cannot be asked. */
export interface CloudSteps {
  run(step: CloudStep): Promise<StepResult>;
  look(step: CloudStep, since: Date): Promise<Observation>;
}

/** `world` is what the cloud operations are handed, e.g. `{ tenant }`. */
export function cloudSteps<World>(shelf: { readonly world: World; readonly setAnchor: Operation<'entra.set-anchor', World>; readonly clock: Pick<Clock, 'now'> }): CloudSteps {
  const { world, setAnchor, clock } = shelf;
  return {
    // The executor has already made "began" durable.
    run: ({ params }) => runOperation({ operation: setAnchor, world, params, clock, writeAhead: () => Promise.resolve() }),
    look: ({ params }, since) => setAnchor.look(world, params, since),
  };
}
