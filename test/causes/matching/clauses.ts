import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'immutable-id-malformed': { decide: 3, traps: 3 },
  'stale-immutable-id-on-cloud-user': { decide: 2, traps: 3 },
  'anchor-belongs-to-other-ad-user': { decide: 3, traps: 2 },
  'ad-account-recreated-new-anchor': { decide: 4, traps: 2 },
  'anchor-changed-same-person': { decide: 2, traps: 3 },
  'duplicate-anchor-in-ad': { decide: 1, traps: 1 },
  'anchor-writeback-denied': { decide: 1, traps: 2 },
  'linked-mailbox-waiting-for-master': { decide: 1, traps: 1 },
  'hard-match-blocked-by-tenant': { decide: 1, traps: 1 },
  'hard-match-blocked-privileged-target': { decide: 3, traps: 3 },
  'hard-match-blocked-object-identifier': { decide: 2, traps: 2 },
  'soft-match-blocked-by-tenant': { decide: 1, traps: 1 },
  'soft-match-blocked-admin-role': { decide: 3, traps: 2 },
  'soft-match-on-upn-disabled': { decide: 1, traps: 2 },
  'soft-match-cloud-user-has-no-address': { decide: 4, traps: 2 },
  'soft-match-points-at-two-objects': { decide: 1, traps: 1 },
  'object-type-mismatch': { decide: 3, traps: 1 },
  'sid-conflict-rid-reuse': { decide: 1, traps: 2 },
  'anchor-attribute-differs-between-servers': { decide: 2, traps: 1 },
  'match-never-retried-for-existing-object': { decide: 1, traps: 1 },
  'orphan-holds-identity': { decide: 1, traps: 1 },
};
