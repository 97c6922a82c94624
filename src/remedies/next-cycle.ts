import type { StepDraft } from '../model/plan.ts';

/** The cycle that carries a change to Entra; null when the server that exports is not known, and then the change is left to a human. */
export const nextCycle = (server: string | null, reason: string): StepDraft | null =>
  server === null ? null : { operation: 'sync.start-delta', params: { server, reason }, says: `Start a delta cycle on ${server} and wait until it has ended` };

/** Steps that only make sense together with the cycle after them. */
export function withCycle(server: string | null, reason: string, ...steps: readonly StepDraft[]): readonly StepDraft[] | null {
  const cycle = nextCycle(server, reason);
  return cycle === null ? null : [...steps, cycle];
}
