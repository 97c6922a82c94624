import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'usage-location-missing': { decide: 1, traps: 3 },
  'licence-missing': { decide: 1, traps: 2 },
  'licence-no-seats': { decide: 2, traps: 0 },
  'licence-plans-conflict': { decide: 2, traps: 0 },
  'licence-dependency': { decide: 2, traps: 0 },
  'licence-location-prohibited': { decide: 1, traps: 0 },
  'licence-address-conflict': { decide: 2, traps: 0 },
  'licence-other-error': { decide: 2, traps: 0 },
  'mailbox-not-provisioned-yet': { decide: 1, traps: 0 },
  'mailbox-blocked-by-onprem-guid': { decide: 1, traps: 1 },
  'archive-guid-mismatch': { decide: 2, traps: 0 },
  'service-provisioning-error': { decide: 2, traps: 0 },
  'primary-is-onmicrosoft': { decide: 1, traps: 0 },
};
