import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunJournal } from './run-journal.ts';

/** A running plan, with its journal. */
export interface Run {
  readonly plan: Plan;
  readonly journal: RunJournal;
  /** End of the execution window. */
  readonly window: Date;
}

export function stepOf(plan: Plan, n: number): PlanStep {
  const step = plan.content.steps.find((each) => each.n === n);
  if (step === undefined) throw new Error(`plan ${plan.code} has no step ${n}`);
  return step;
}
