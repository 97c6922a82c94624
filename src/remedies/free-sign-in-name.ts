import type { FreedName } from '../causes/matching/soft-match-points-at-two-objects.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const freeSignInName = defineRemedy<{ readonly rename: FreedName | null; readonly server: ExportingServer | null }>({
  id: 'free-sign-in-name',
  title: 'Give the other account another sign-in name',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['duplicate-upn-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'soft-match-blocked-admin-role', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ rename }) => `Rename ${rename?.before ?? ''} (${rename?.userId ?? ''}) to ${rename?.after ?? ''}, because people work with the other account: ${rename?.because ?? ''}. Within an hour after the next cycle the account of the AD object gets the name, and then it cannot be given back. Nothing is deleted.`,
  steps({ rename, server }) {
    if (rename === null) return null;
    const { userId, before, after } = rename;
    return withCycle(server?.name ?? null, `${before} freed`, { operation: 'entra.set-user-name', params: { userId, before, after }, says: `Rename ${before} (${userId}) to ${after}` });
  },
});
