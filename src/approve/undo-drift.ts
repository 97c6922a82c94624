import type { Observation } from '../model/journal.ts';
import { reachOf } from '../model/reach.ts';
import type { PlanStep, StepDraft, ValuesByName } from '../model/plan.ts';
import { mergeAddresses } from './merge-addresses.ts';

/** What one step's object looks like now, against what the plan left there. */
export interface Difference {
  readonly step: PlanStep;
  readonly planned: ValuesByName;
  readonly now: ValuesByName;
  /** What would be taken back while everything else stays; null where that cannot be told apart safely. */
  readonly merged: StepDraft | null;
  /** What was found, and where it cannot be merged, why. */
  readonly says: string;
}

export type StandsNow =
  /** As the plan left it, or nobody could look: each step is compared with the world once more before it runs. */
  | { readonly is: 'as-left' }
  /** As it was before the plan. */
  | { readonly is: 'back-already' }
  | { readonly is: 'drifted'; readonly difference: Difference };

/** How an executed step stands now. Pure; `observation` is null where nobody could look. */
export function standsNow(step: PlanStep, observation: Observation | null): StandsNow {
  if (observation === null || observation.stands === 'after') return { is: 'as-left' };
  if (observation.stands === 'before') return { is: 'back-already' };
  return { is: 'drifted', difference: differenceOf(step, observation) };
}

function differenceOf(step: PlanStep, { found, says }: Observation): Difference {
  const apart = { step, planned: step.after, now: found };
  const now = found['proxyAddresses'];
  if (step.operation !== 'ad.change-addresses' || now === undefined) return { ...apart, merged: null, says };
  const { object } = step.params;
  const merge = mergeAddresses({ before: step.before['proxyAddresses'] ?? [], after: step.after['proxyAddresses'] ?? [], now });
  if (merge.is === 'unsafe') return { ...apart, merged: null, says: `${says}; ${merge.because}` };
  const { remove, add } = merge;
  return { ...apart, says, merged: { operation: 'ad.change-addresses', params: { object, before: now, remove, add }, says: `Take back what the plan did to the addresses of ${object.dn}, and keep what others have changed since` } };
}

/**
 * Steps of which a look tells something: the last that was applied to each value. An earlier one of the same value was overwritten by the plan itself.
 */
export function stepsToLookAt(applied: readonly PlanStep[]): readonly PlanStep[] {
  const keys = new Map(applied.filter(({ undo, operation }) => undo.is === 'steps' && operation !== 'sync.set-scheduler').map((step) => [keyOf(step), step]));
  return [...keys.values()];
}

function keyOf(step: PlanStep): string {
  const reach = reachOf(step);
  const object = reach.is === 'ad-object' ? reach.objects.map(({ guid }) => guid).join() : reach.is === 'entra' ? reach.ids.join() : JSON.stringify(reach);
  return `${object} ${Object.keys({ ...step.before, ...step.after }).sort().join()}`;
}
