import type { JournalEntry } from '../model/journal.ts';
import type { Plan, PlanStep } from '../model/plan.ts';

/** A running plan as it was last read. */
export interface Run {
  readonly plan: Plan;
  readonly journal: readonly JournalEntry[];
  /** End of the execution window. */
  readonly window: Date;
}

export function stepOf(plan: Plan, n: number): PlanStep {
  const step = plan.content.steps.find((each) => each.n === n);
  if (step === undefined) throw new Error(`plan ${plan.code} has no step ${n}`);
  return step;
}
