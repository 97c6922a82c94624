import type { AnchorChange } from '../causes/anchor-change.ts';
import { pausedCycle } from './paused-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { unreadEligibility } from './unread-eligibility.ts';

/** The deleted account belongs to the same person: it comes back and is bound, mailbox included, instead of a new and empty one. */
export const restoreThenMatch = defineRemedy<{ readonly match: AnchorChange | null }>({
  id: 'restore-then-match',
  title: 'Restore the deleted cloud account and bind the AD account to it',
  risk: 'high',
  undo: 'none',
  notTogetherWith: [
    'restore-conflict', 'duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-anchor-in-ad', 'object-type-mismatch', 'hard-match-blocked-by-tenant', 'hard-match-blocked-object-identifier',
    'hard-match-blocked-privileged-target', 'ou-not-in-scope', 'moved-out-of-scope', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
  ],
  says: ({ match }) => `Restore ${match?.userName ?? ''} from the recycle bin of Entra, write ${match?.after ?? ''} into its onPremisesImmutableId (now ${match?.before ?? 'empty'}), and run a cycle, which binds the AD account to it. Its mailbox and its files come back with it.`,
  steps({ match }) {
    if (match === null || !match.rolesRead) return null;
    const { userId, userName, before, after, server } = match;
    return pausedCycle(
      server, `${userName} restored and bound`,
      { operation: 'entra.restore-user', params: { userId, userName, newUserName: null, dropConflicts: false }, says: `Restore ${userName} (${userId}) from the recycle bin of Entra` },
      { operation: 'entra.set-anchor', params: { userId, before, after }, says: `Set onPremisesImmutableId of ${userName} to ${after ?? 'nothing'}${unreadEligibility(match)}` },
    );
  },
});
