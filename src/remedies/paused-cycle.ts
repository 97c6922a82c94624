import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { StepDraft } from '../model/plan.ts';
import { nextCycle } from './next-cycle.ts';

/**
 * Steps that no scheduled cycle may run into, then the cycle that carries them on. The scheduler is switched on again whatever
 * becomes of them; one that was off already is left alone. Null when the server that exports is not known.
 */
export function pausedCycle(server: ExportingServer | null, reason: string, ...steps: readonly StepDraft[]): readonly StepDraft[] | null {
  const cycle = nextCycle(server?.name ?? null, reason);
  if (server === null || cycle === null) return null;
  return server.isScheduled === true ? [schedulerTo(server.name, false), ...steps, cycle, { ...schedulerTo(server.name, true), always: true }] : [...steps, cycle];
}

const schedulerTo = (server: string, after: boolean): StepDraft => ({
  operation: 'sync.set-scheduler', params: { server, before: !after, after }, says: after ? `Switch the scheduler of ${server} on again` : `Switch the scheduler of ${server} off, so that no cycle runs in between`,
});
