import { defineRemedy } from './remedy.ts';

/** A restart breaks off what runs, and a full database keeps the service from starting again. */
const NEVER: readonly string[] = ['database-full', 'cycle-running-long', 'scheduler-suspended', 'database-error-utf8-locale'];

interface Stopped {
  readonly server: string;
  readonly mayStart: boolean;
  /** Why it stopped, where the log tells; starting it then does not help. */
  readonly reason: string | null;
}

export const startService = defineRemedy<Stopped>({
  id: 'start-service-again',
  title: 'Start the service',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['database-full'],
  says: ({ server }) => `Start the service ADSync on ${server}, and wait until it runs. The log tells no reason for its stop; if it stops again, look for one. With the scheduler on, a cycle follows: look at the deletes that wait for export first.`,
  steps: ({ server, mayStart, reason }) => (!mayStart || reason !== null ? null : [{ operation: 'sync.restart-service', params: { server, before: null, reason: 'the service is stopped' }, says: `Start the service ADSync on ${server}` }]),
});

export const restartService = defineRemedy<{ readonly server: string; readonly startedAt: string | null }>({
  id: 'restart-service',
  title: 'Restart the service',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: [...NEVER, 'sync-service-stopped', 'phs-feature-off', 'phs-fips', 'staging-mode'],
  says: ({ server, startedAt }) => `Restart the service ADSync on ${server}, which has run since ${startedAt ?? ''}, while no cycle runs and its database is not full. The password loop begins anew with it.`,
  steps: ({ server, startedAt }) => (startedAt === null ? null : [{ operation: 'sync.restart-service', params: { server, before: startedAt, reason: 'the password loop is silent' }, says: `Restart the service ADSync on ${server}` }]),
});
