import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'new-domain-new-anchor': { decide: 1, traps: 1 },
  'first-sync-duplicate-anchor': { decide: 2, traps: 0 },
  'source-account-still-in-scope': { decide: 1, traps: 0 },
  'server-configs-differ': { decide: 1, traps: 1 },
  'domain-removed-from-tenant': { decide: 1, traps: 0 },
};
