import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'object-not-found-in-ad': { decide: 3, traps: 3 },
  'ad-object-deleted': { decide: 1, traps: 0 },
  'ou-not-in-scope': { decide: 3, traps: 3, advice: 1 },
  'ou-renamed-or-moved': { decide: 2, traps: 1 },
  'moved-out-of-scope': { decide: 3, traps: 0 },
  'domain-not-selected': { decide: 1, traps: 1 },
  'forest-not-connected': { decide: 1, traps: 0 },
  'group-filter-not-direct-member': { decide: 2, traps: 2 },
  'filter-critical-system-object': { decide: 1, traps: 1 },
  'filter-samaccountname': { decide: 1, traps: 1 },
  'filter-system-mailbox': { decide: 1, traps: 2 },
  'filter-admindescription': { decide: 2, traps: 1, advice: 1 },
  'filter-custom-rule': { decide: 2, traps: 2 },
  'matching-attribute-empty': { decide: 1, traps: 0 },
  'replication-conflict-object': { decide: 1, traps: 1 },
  'not-yet-replicated': { decide: 1, traps: 1 },
  'connector-cannot-read-object': { decide: 3, traps: 1 },
  'object-class-not-synced': { decide: 1, traps: 0 },
  'attribute-filtered-by-app-filter': { decide: 2, traps: 0 },
  'attribute-not-in-sync-set': { decide: 2, traps: 0 },
  'precedence-other-source': { decide: 1, traps: 3 },
  'cloud-sync-also-provisions': { decide: 1, traps: 0 },
  'pending-full-sync': { decide: 1, traps: 0 },
};
