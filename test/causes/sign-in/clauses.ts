import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'ad-connector-credentials': { decide: 2, traps: 2, advice: 1 },
  'ad-dc-unreachable': { decide: 2, traps: 2 },
  'ad-search-rights': { decide: 1, traps: 1 },
  'entra-connector-auth': { decide: 4, traps: 2 },
  'conditional-access-blocks-sync': { decide: 2, traps: 1 },
  'proxy-or-firewall': { decide: 2, traps: 1, advice: 1 },
  'tls12-missing': { decide: 2, traps: 0 },
  'entra-access-denied': { decide: 2, traps: 0 },
  'tenant-dirsync-disabled': { decide: 1, traps: 2 },
  'tenant-dirsync-pending': { decide: 3, traps: 0 },
  'directory-quota-exceeded': { decide: 3, traps: 1 },
};
