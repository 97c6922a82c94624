import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'duplicate-proxy-two-ad-objects': { decide: 1, traps: 3 },
  'duplicate-upn-two-ad-objects': { decide: 1, traps: 1 },
  'duplicate-held-by-cloud-only-user': { decide: 4, traps: 1 },
  'duplicate-held-by-soft-deleted-user': { decide: 3, traps: 2 },
  'duplicate-held-by-exchange-object': { decide: 3, traps: 1 },
  'duplicate-sip-address': { decide: 2, traps: 0 },
  'quarantined-upn': { decide: 1, traps: 4 },
  'quarantined-proxy': { decide: 1, traps: 1 },
  'duplicate-mailnickname': { decide: 1, traps: 1 },
  'duplicate-not-covered-by-resiliency': { decide: 3, traps: 0 },
  'ambiguous-join-in-metaverse': { decide: 2, traps: 1 },
};
