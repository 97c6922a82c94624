import type { AnchorCures } from '../causes/anchor-change.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { unreadEligibility } from './unread-eligibility.ts';

export const writeConsistencyGuid = defineRemedy<{ readonly cures: AnchorCures }>({
  id: 'write-consistency-guid',
  title: 'Bind the AD account to the existing cloud account (hard match)',
  risk: 'high',
  undo: 'full',
  notTogetherWith: ['duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'immutable-id-malformed', 'ou-not-in-scope', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'duplicate-anchor-in-ad', 'duplicate-upn-two-ad-objects'],
  says: ({ cures: { inAd } }) => `Write the anchor of ${inAd?.userName ?? ''} into mS-DS-ConsistencyGuid of ${inAd?.object.dn ?? ''}, so that the next cycle binds the two. The AD account takes over that cloud account, mailbox included.${inAd === null || inAd.former === null ? '' : ` The former account ${inAd.former} is in the AD recycle bin: if nobody has used the new one, restoring it is the better way; after this it must never be restored.`}`,
  steps({ cures: { inAd } }) {
    if (inAd === null || !inAd.rolesRead) return null;
    const { object, before, after, userName, server } = inAd;
    return withCycle(server, `${object.dn} bound to ${userName}`, { operation: 'ad.set-anchor', params: { object, before, after }, says: `Set mS-DS-ConsistencyGuid of ${object.dn} to ${after}${unreadEligibility(inAd)}` });
  },
});
