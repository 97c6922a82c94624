import type { AnchorChange, AnchorCures } from '../causes/anchor-change.ts';
import type { StepDraft } from '../model/plan.ts';
import { pausedCycle } from './paused-cycle.ts';
import { defineRemedy, type Remedy } from './remedy.ts';
import { unreadEligibility } from './unread-eligibility.ts';

/** Where the change stands among the facts of a cause. */
const settingAnchor = <Facts>(changeIn: (facts: Facts) => AnchorChange | null): Remedy<Facts> =>
  defineRemedy<Facts>({
    id: 'set-cloud-anchor',
    title: 'Write the anchor of the AD account into the cloud account',
    risk: 'high',
    undo: 'none',
    notTogetherWith: [
      'duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'ou-not-in-scope', 'moved-out-of-scope', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'object-type-mismatch',
      'duplicate-upn-two-ad-objects', 'duplicate-anchor-in-ad', 'hard-match-blocked-by-tenant', 'hard-match-blocked-object-identifier', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
    ],
    says: (facts) => saysOf(changeIn(facts)),
    steps: (facts) => stepsOf(changeIn(facts)),
  });

export const setCloudAnchor = settingAnchor<{ readonly cures: AnchorCures }>(({ cures }) => cures.inCloud);

/** The same for a cloud-only account that holds the values of an AD account not exported yet. */
export const setAnchorOfHolder = settingAnchor<{ readonly match: AnchorChange | null }>(({ match }) => match);

const saysOf = (change: AnchorChange | null): string =>
  `Write ${change?.after ?? ''} into onPremisesImmutableId of ${change?.userName ?? ''} (now ${change?.before ?? 'empty'}), so that the next cycle binds the AD account to it. The AD account takes over that cloud account, mailbox included; once it has, only taking it out of scope parts the two again.`;

function stepsOf(change: AnchorChange | null): readonly StepDraft[] | null {
  if (change === null || !change.rolesRead) return null;
  const { userId, before, after, userName, server } = change;
  return pausedCycle(server, `anchor of ${userName} set`, { operation: 'entra.set-anchor', params: { userId, before, after }, says: `Set onPremisesImmutableId of ${userName} to ${after ?? 'nothing'}${unreadEligibility(change)}` });
}
