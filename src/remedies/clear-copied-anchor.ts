import type { CopiedAnchor } from '../causes/matching/duplicate-anchor-in-ad.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { pausedCycle } from './paused-cycle.ts';
import { defineRemedy } from './remedy.ts';

/** Not undone: the engine fills the empty attribute from objectGUID in the same cycle. */
export const clearCopiedAnchor = defineRemedy<{ readonly copy: CopiedAnchor | null; readonly server: ExportingServer | null }>({
  id: 'clear-copied-anchor',
  title: 'Clear the anchor of the AD account that was copied',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['sid-conflict-rid-reuse', 'anchor-attribute-differs-between-servers', 'anchor-changed-same-person', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ copy }) =>
    `Empty mS-DS-ConsistencyGuid of ${copy?.object.dn ?? ''}. It is a copy there: ${copy?.because ?? ''}. That one keeps the cloud account. The next cycle gives the copy an anchor of its own, and an account of its own in Entra.`,
  steps: ({ copy, server }) =>
    copy === null ? null : pausedCycle(server, `copied anchor of ${copy.object.dn} cleared`, { operation: 'ad.set-anchor', params: { object: copy.object, before: copy.before, after: null }, says: `Empty mS-DS-ConsistencyGuid of ${copy.object.dn}` }),
});
