import type { Observation, StepResult } from '../model/journal.ts';
import type { CloudOperation } from '../model/operations.ts';
import type { OperationName, OperationParams, PlanStep } from '../model/plan.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { Clock } from '../ports/clock.ts';

export type CloudStep = Extract<PlanStep, { operation: CloudOperation | 'people.do' }>;

/** Steps that run in this process, what people do among them. `look` rejects when the world cannot be asked. */
export interface CloudSteps {
  run(step: CloudStep): Promise<StepResult>;
  look(step: CloudStep, since: Date): Promise<Observation>;
}

/** An operation with the world and the parameters that belong to it. */
export interface ServedHere<Name extends OperationName, World> {
  readonly operation: Operation<Name, World>;
  readonly world: World;
  readonly params: OperationParams[Name];
}

/** Finds the operation of a step and hands it to `use`. */
export type ServeHere = <Result>(step: CloudStep, use: <Name extends OperationName, World>(served: ServedHere<Name, World>) => Result) => Result;

export function cloudSteps({ serve, clock }: { readonly serve: ServeHere; readonly clock: Pick<Clock, 'now'> }): CloudSteps {
  return {
    // The executor has already made "began" durable.
    run: (step) => serve(step, (served) => runOperation({ ...served, clock, writeAhead: () => Promise.resolve() })),
    look: (step, since) => serve(step, ({ operation, world, params }) => operation.look(world, params, since)),
  };
}
