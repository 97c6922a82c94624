import type { Breakage } from '../breakage.ts';
import { breakage as ambiguousJoinInMetaverse } from './ambiguous-join-in-metaverse.ts';
import { breakage as duplicateAnchorInAd } from './duplicate-anchor-in-ad.ts';
import { breakage as duplicateHeldByCloudOnlyUser } from './duplicate-held-by-cloud-only-user.ts';
import { breakage as duplicateHeldBySoftDeletedUser } from './duplicate-held-by-soft-deleted-user.ts';
import { breakage as duplicateSipAddress } from './duplicate-sip-address.ts';
import { breakage as groupDistributionNotMailEnabled } from './group-distribution-not-mail-enabled.ts';
import { breakage as licenceNoSeats } from './licence-no-seats.ts';
import { breakage as proxyInvalidCharacters } from './proxy-invalid-characters.ts';
import { breakage as recycleBinExpiring } from './recycle-bin-expiring.ts';
import { breakage as softMatchBlockedByTenant } from './soft-match-blocked-by-tenant.ts';
import { breakage as softMatchCloudUserHasNoAddress } from './soft-match-cloud-user-has-no-address.ts';
import { breakage as upnSuffixNotVerified } from './upn-suffix-not-verified.ts';
import { breakage as usageLocationMissing } from './usage-location-missing.ts';

/**
 * Further ways in which the company comes to a cause: those in which the evidence says enough for a machine to mend it, where the first way is a
 * case for people, is mended by another remedy, or is never found first.
 */
export const MENDABLE: readonly Breakage[] = [
  ambiguousJoinInMetaverse, duplicateAnchorInAd, duplicateHeldByCloudOnlyUser, duplicateHeldBySoftDeletedUser, duplicateSipAddress, groupDistributionNotMailEnabled, licenceNoSeats, proxyInvalidCharacters, recycleBinExpiring,
  softMatchBlockedByTenant, softMatchCloudUserHasNoAddress, upnSuffixNotVerified, usageLocationMissing,
];
