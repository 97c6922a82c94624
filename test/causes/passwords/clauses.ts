import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'phs-feature-off': { decide: 3, traps: 2 },
  'sign-in-not-phs': { decide: 2, traps: 1, advice: 1 },
  'phs-replication-permission': { decide: 2, traps: 1 },
  'phs-dc-unreachable': { decide: 1, traps: 1 },
  'phs-must-change-password': { decide: 2, traps: 2, advice: 1 },
  'phs-account-not-covered': { decide: 2, traps: 1 },
  'phs-object-not-in-cloud-yet': { decide: 1, traps: 0 },
  'phs-heartbeat-stale': { decide: 2, traps: 2 },
  'phs-paused-for-full-sync': { decide: 1, traps: 1 },
  'phs-fips': { decide: 1, traps: 1, advice: 1 },
  'phs-single-user-error': { decide: 1, traps: 0 },
  'cloud-password-set-by-admin': { decide: 1, traps: 1 },
  'password-writeback-fails': { decide: 3, traps: 0 },
  'account-expired-still-active': { decide: 1, traps: 2 },
  'smartcard-required-hash': { decide: 1, traps: 0 },
};
