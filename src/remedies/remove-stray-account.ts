import type { SecondAccount } from '../causes/second-account.ts';
import { cleanUpChecklist } from './clean-up-checklist.ts';
import { withCycle } from './next-cycle.ts';
import { givenTo, removedForGood } from './removed-account.ts';
import { defineRemedy } from './remedy.ts';

type Facts = { readonly second: SecondAccount | null };

const BESIDE = [
  'duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'user-source-of-authority-cloud', 'soft-match-blocked-admin-role', 'soft-match-points-at-two-objects',
  'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
];

/** People work with the account that AD has made: the earlier one only gives up the sign-in name. */
export const renameStrayAccount = defineRemedy<Facts>({
  id: 'rename-stray-account',
  title: 'Give the earlier account another sign-in name',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: BESIDE,
  says: ({ second }) => `Keep ${second?.made.name ?? ''}, because ${second?.because ?? ''}. Rename ${second?.otherName?.before ?? ''} to ${second?.otherName?.after ?? ''}; within an hour after the next cycle the account of the AD object gets the name, and then it cannot be given back. Nothing is deleted.`,
  steps({ second }) {
    if (second?.keep !== 'made' || second.otherName === null) return null;
    const { earlier, otherName: { before, after }, server } = second;
    return withCycle(server?.name ?? null, `${before} freed`, { operation: 'entra.set-user-name', params: { userId: earlier.id, before, after }, says: `Rename ${before} (${earlier.id}) to ${after}` });
  },
});

/** The same where addresses are in dispute too: the earlier account has to go. */
export const removeStrayAccount = defineRemedy<Facts>({
  id: 'remove-stray-account',
  title: 'Remove the earlier account, whose values the AD account needs',
  risk: 'high',
  undo: 'none',
  notTogetherWith: BESIDE,
  says: ({ second }) =>
    `Keep ${second?.made.name ?? ''}, because ${second?.because ?? ''}. Remove ${second?.earlier.name ?? ''} for good, which frees its name and addresses, and give its licences and location to the account that stays. What is in the account that goes is lost.`,
  steps({ second }) {
    if (second?.keep !== 'made' || second.earlier.licences === null) return null;
    const { earlier, made, server } = second;
    const steps = withCycle(server?.name ?? null, `${earlier.name} removed`, ...removedForGood(earlier));
    return steps === null ? null : [...steps, ...givenTo(made, earlier)];
  },
  checklist: ({ second }) => cleanUpChecklist(second?.earlier.name ?? ''),
  snapshotOf: ({ second }) => second?.earlier.id ?? null,
});
