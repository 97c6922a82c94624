import type { DeletedTarget } from '../causes/deleted-target.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const restoreDeletedObject = defineRemedy<{ readonly restore: DeletedTarget | null; readonly server: string | null }>({
  id: 'restore-deleted-object',
  title: 'Bring the object back from the AD recycle bin',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['restore-conflict', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ restore }) => `Restore ${restore?.rdn ?? ''} from the AD recycle bin to ${restore?.to ?? ''} and run a delta cycle. It keeps its GUID, so it finds its cloud object again. Ask first why it was deleted.`,
  steps({ restore, server }) {
    if (restore === null) return null;
    const { object, to, rdn } = restore;
    return withCycle(server, `${rdn} restored`, { operation: 'ad.restore-deleted', params: { object, to, rdn }, says: `Restore ${rdn} to ${to}` });
  },
});
