import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'change-not-due-yet': { decide: 2, traps: 2 },
  'sync-service-stopped': { decide: 5, traps: 2 },
  'scheduler-disabled': { decide: 1, traps: 3, advice: 2 },
  'scheduler-suspended': { decide: 1, traps: 2, advice: 2 },
  'maintenance-disabled': { decide: 1, traps: 1, advice: 1 },
  'staging-mode': { decide: 1, traps: 2 },
  'no-active-server': { decide: 1, traps: 1 },
  'two-active-servers': { decide: 1, traps: 1 },
  'connect-version-unsupported': { decide: 2, traps: 3, advice: 1 },
  'first-party-app-disabled': { decide: 2, traps: 1 },
  'export-deletion-threshold': { decide: 1, traps: 2, advice: 2 },
  'sync-gap-over-seven-days': { decide: 1, traps: 1 },
  'cycle-running-long': { decide: 1, traps: 1 },
  'database-full': { decide: 2, traps: 1, advice: 1 },
  'database-error-utf8-locale': { decide: 3, traps: 0 },
  'run-profile-partition-missing': { decide: 3, traps: 1 },
  'delta-import-size-limit': { decide: 2, traps: 0 },
  'entra-import-keynotfound': { decide: 1, traps: 0 },
  'export-error-limit': { decide: 1, traps: 1 },
  'sync-rule-error': { decide: 2, traps: 2, advice: 1 },
  'exported-change-not-reimported': { decide: 1, traps: 1 },
  'writeback-permission-denied': { decide: 2, traps: 2 },
  'transient-object-error': { decide: 4, traps: 0 },
  'stale-health-report': { decide: 1, traps: 1 },
};
