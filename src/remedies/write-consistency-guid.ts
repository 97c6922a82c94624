import type { AnchorCures, HardMatch } from '../causes/anchor-change.ts';
import type { StepDraft } from '../model/plan.ts';
import { pausedCycle } from './paused-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { unreadEligibility } from './unread-eligibility.ts';

type Facts = { readonly cures: AnchorCures };

const FIRST = [
  'duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'immutable-id-malformed', 'ou-not-in-scope', 'moved-out-of-scope', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'duplicate-anchor-in-ad',
  'duplicate-upn-two-ad-objects', 'hard-match-blocked-by-tenant', 'hard-match-blocked-object-identifier', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
];

export const writeConsistencyGuid = defineRemedy<Facts>({
  id: 'write-consistency-guid',
  title: 'Bind the AD account to the existing cloud account (hard match)',
  risk: 'high',
  undo: 'none',
  notTogetherWith: FIRST,
  says: ({ cures: { inAd } }) => `Write the anchor of ${inAd?.userName ?? ''} into mS-DS-ConsistencyGuid of ${inAd?.object.dn ?? ''}, so that the next cycle binds the two. The AD account takes over that cloud account, mailbox included; once it has, only taking it out of scope parts the two again.${formerSays(inAd)}`,
  steps: ({ cures: { inAd } }) => (inAd === null || !inAd.rolesRead ? null : stepsOf(inAd, 'bound to')),
});

/** The binding exists and is the right one; only the value in AD was edited. Taken back, the world is as wrong as before. */
export const giveAnchorBack = defineRemedy<Facts>({
  id: 'give-anchor-back',
  title: 'Give the AD account its former anchor back',
  risk: 'high',
  undo: 'full',
  notTogetherWith: FIRST,
  says: ({ cures: { inAd } }) => `Write ${inAd?.after ?? ''}, the anchor that ${inAd?.userName ?? ''} was made with, back into mS-DS-ConsistencyGuid of ${inAd?.object.dn ?? ''} (now ${inAd?.before ?? 'empty'}), and run a cycle.`,
  steps: ({ cures: { inAd } }) => (inAd === null || !inAd.rolesRead ? null : stepsOf(inAd, 'given the anchor of')),
});

function stepsOf(match: HardMatch, how: string): readonly StepDraft[] | null {
  const { object, before, after, userName, server } = match;
  return pausedCycle(server, `${object.dn} ${how} ${userName}`, { operation: 'ad.set-anchor', params: { object, before, after }, says: `Set mS-DS-ConsistencyGuid of ${object.dn} to ${after}${unreadEligibility(match)}` });
}

const formerSays = (match: HardMatch | null): string =>
  match === null || match.former === null ? '' : ` The former account ${match.former} is in the AD recycle bin: if nobody has used the new one, restoring it is the better way; after this it must never be restored.`;
