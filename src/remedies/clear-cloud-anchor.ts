import type { AnchorCures } from '../causes/anchor-change.ts';
import { pausedCycle } from './paused-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { unreadEligibility } from './unread-eligibility.ts';

export const clearCloudAnchor = defineRemedy<{ readonly cures: AnchorCures }>({
  id: 'clear-cloud-anchor',
  title: 'Clear the anchor of the cloud account, so that the address can match',
  risk: 'high',
  undo: 'none',
  notTogetherWith: [
    'proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'duplicate-held-by-cloud-only-user', 'ou-not-in-scope', 'moved-out-of-scope',
    'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
  ],
  says: ({ cures: { clear } }) => `Clear onPremisesImmutableId of ${clear?.userName ?? ''} (now ${clear?.before ?? 'empty'}), so that the next cycle matches the AD account by its primary address. The AD account takes over that cloud account; once it has, only taking it out of scope parts the two again.`,
  steps({ cures: { clear } }) {
    if (clear === null) return null;
    const { userId, before, userName, server } = clear;
    return pausedCycle(server, `anchor of ${userName} cleared`, { operation: 'entra.set-anchor', params: { userId, before, after: null }, says: `Clear onPremisesImmutableId of ${userName}${unreadEligibility(clear)}` });
  },
});
