import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

interface Expiring {
  readonly id: string;
  readonly userName: string;
  /** Its AD account is alive and in scope, so no cycle deletes it again. */
  readonly isWanted: boolean;
  readonly server: string | null;
}

export const restoreCloudAccount = defineRemedy<Expiring>({
  id: 'restore-cloud-account',
  title: 'Restore the cloud account before it is purged',
  risk: 'low',
  undo: 'none',
  notTogetherWith: ['restore-conflict', 'hard-match-blocked-by-tenant', 'hard-match-blocked-object-identifier', 'hard-match-blocked-privileged-target', 'filter-admindescription', 'filter-custom-rule', 'group-filter-not-direct-member', 'connector-cannot-read-object', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ userName }) => `Restore ${userName} from the recycle bin of Entra and run a delta cycle. Its AD account is in scope, so it stays.`,
  steps: ({ id, userName, isWanted, server }) =>
    isWanted ? withCycle(server, `${userName} restored`, { operation: 'entra.restore-user', params: { userId: id, userName, newUserName: null, dropConflicts: false }, says: `Restore ${userName} (${id}) from the recycle bin of Entra` }) : null,
});
