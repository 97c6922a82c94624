import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'soft-deleted-awaiting-return': { decide: 3, traps: 2 },
  'recycle-bin-expiring': { decide: 1, traps: 1 },
  'delete-not-propagated': { decide: 4, traps: 2 },
  'deleting-cloud-only-object': { decide: 2, traps: 1 },
  'restore-conflict': { decide: 1, traps: 0 },
  'synced-group-deleted': { decide: 2, traps: 0 },
  'mailbox-lost-with-licence': { decide: 1, traps: 2 },
};
