import { defineRemedy } from './remedy.ts';

interface Switch {
  readonly server: string;
  readonly switchable: boolean;
  /** Null when the pending exports were not read. */
  readonly pendingDeletes: number | null;
}

export const enableScheduler = defineRemedy<Switch>({
  id: 'enable-scheduler',
  title: 'Switch the scheduler on',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['staging-mode', 'no-active-server', 'export-deletion-threshold'],
  says: ({ server, pendingDeletes }) =>
    `Switch the scheduler of ${server} on. Ask first who switched it off and why: what a cycle has carried to Entra by then stays when it is switched off again.${pendingDeletes === null ? ' Deletes that wait for export could not be read: look at them before you approve.' : ' No delete waits for export.'}`,
  steps: ({ server, switchable, pendingDeletes }) =>
    !switchable || (pendingDeletes !== null && pendingDeletes > 0) ? null : [{ operation: 'sync.set-scheduler', params: { server, before: false, after: true }, says: `Switch the scheduler of ${server} on` }],
});
