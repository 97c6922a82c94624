import type { AnchorChange, AnchorCures } from '../causes/anchor-change.ts';
import type { StepDraft } from '../model/plan.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { unreadEligibility } from './unread-eligibility.ts';

export const setCloudAnchor = defineRemedy<{ readonly cures: AnchorCures }>({
  id: 'set-cloud-anchor',
  title: 'Write the anchor of the AD account into the cloud account',
  risk: 'high',
  undo: 'full',
  notTogetherWith: ['duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'ou-not-in-scope', 'moved-out-of-scope', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'object-type-mismatch', 'duplicate-upn-two-ad-objects'],
  says: ({ cures }) => saysOf(cures.inCloud),
  steps: ({ cures }) => stepsOf(cures.inCloud),
});

/** The same for a cloud-only account that holds the values of an AD account not exported yet. */
export const setAnchorOfHolder = defineRemedy<{ readonly match: AnchorChange | null }>({
  ...setCloudAnchor,
  says: ({ match }) => saysOf(match),
  steps: ({ match }) => stepsOf(match),
});

const saysOf = (change: AnchorChange | null): string =>
  `Write ${change?.after ?? ''} into onPremisesImmutableId of ${change?.userName ?? ''} (now ${change?.before ?? 'empty'}), so that the next cycle binds the AD account to it. The AD account takes over that cloud account, mailbox included.`;

function stepsOf(change: AnchorChange | null): readonly StepDraft[] | null {
  if (change === null || !change.rolesRead) return null;
  const { userId, before, after, userName, server } = change;
  return withCycle(server, `anchor of ${userName} set`, { operation: 'entra.set-anchor', params: { userId, before, after }, says: `Set onPremisesImmutableId of ${userName} to ${after ?? 'nothing'}${unreadEligibility(change)}` });
}
