import type { Clauses } from '../describe-cause.ts';

/** How many ways to be right, and how many traps, the literature names for each cause of this area. */
export const CLAUSES: Clauses = {
  'group-too-large': { decide: 1, traps: 1 },
  'group-distribution-not-mail-enabled': { decide: 1, traps: 1 },
  'group-proxy-without-smtp': { decide: 2, traps: 0 },
  'group-displayname-missing': { decide: 1, traps: 0 },
  'group-critical-builtin': { decide: 1, traps: 1 },
  'group-role-group': { decide: 2, traps: 0 },
  'group-dynamic-distribution': { decide: 1, traps: 0 },
  'group-not-matched-to-cloud-group': { decide: 2, traps: 1, advice: 1 },
  'member-not-in-cloud': { decide: 1, traps: 2, advice: 1 },
  'member-by-primary-group': { decide: 1, traps: 0 },
  'member-from-other-forest': { decide: 2, traps: 0 },
  'group-contains-public-folder': { decide: 1, traps: 0 },
  'mesg-mail-removed': { decide: 1, traps: 0 },
  'contact-without-address': { decide: 1, traps: 1 },
  'contact-legacy-hidden': { decide: 1, traps: 0 },
  'device-no-certificate': { decide: 1, traps: 0 },
  'device-certificate-not-hybrid-join': { decide: 1, traps: 0 },
  'device-soft-match-blocked': { decide: 1, traps: 0 },
};
