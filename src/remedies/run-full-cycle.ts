import type { FullCycle } from '../deduce/full-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const runFullCycle = defineRemedy<{ readonly full: FullCycle | null }>({
  id: 'run-full-cycle',
  title: 'Run a full cycle',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['scheduler-disabled', 'sync-service-stopped', 'database-full', 'connect-version-unsupported', 'first-party-app-disabled', 'ou-renamed-or-moved', 'domain-not-selected', 'server-configs-differ', 'run-profile-partition-missing', 'staging-mode', 'no-active-server', 'two-active-servers', 'scheduler-suspended', 'export-deletion-threshold'],
  says: ({ full }) =>
    `Run a full cycle (Initial) on ${full?.server ?? ''}. It works every object through anew and takes hours in a large directory; no delta cycle runs meanwhile.${full?.deletesRead === true ? ' No delete waits for export now.' : ' Deletes that wait for export could not be read: look at them before you approve.'}`,
  steps: ({ full }) => (full === null ? null : [{ operation: 'sync.start-full', params: { server: full.server, reason: 'everything has to be worked through anew' }, says: `Run a full cycle on ${full.server} and wait until it has ended` }]),
});
