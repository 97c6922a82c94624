import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'write-refused-synced-object': { decide: 1, traps: 1 },
  'user-source-of-authority-cloud': { decide: 1, traps: 2 },
  'exchange-attributes-cloud-managed': { decide: 1, traps: 0 },
  'group-or-contact-source-of-authority-cloud': { decide: 1, traps: 0 },
  'mobile-overridden-in-cloud': { decide: 1, traps: 0 },
};
