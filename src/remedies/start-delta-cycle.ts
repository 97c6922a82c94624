import { nextCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const startDeltaCycle = defineRemedy<{ readonly server: string | null; readonly dn: string; readonly running: boolean }>({
  id: 'start-delta-cycle',
  title: 'Start a delta cycle now',
  risk: 'low',
  undo: 'none',
  notTogetherWith: ['scheduler-disabled', 'staging-mode', 'moved-out-of-scope', 'export-deletion-threshold', 'scheduler-suspended', 'no-active-server', 'two-active-servers', 'restore-conflict'],
  says: ({ server }) => `Start a delta cycle on ${server ?? ''} instead of waiting for the next one.`,
  steps({ server, dn, running }) {
    const cycle = running ? null : nextCycle(server, `${dn} was changed`);
    return cycle === null ? null : [cycle];
  },
});
