import type { Breakage } from './breakage.ts';
import { breakage as adAccountRecreatedNewAnchor } from './ad-account-recreated-new-anchor.ts';
import { breakage as changeNotDueYet } from './change-not-due-yet.ts';
import { breakage as duplicateHeldByCloudOnlyUser } from './duplicate-held-by-cloud-only-user.ts';
import { breakage as duplicateHeldBySoftDeletedUser } from './duplicate-held-by-soft-deleted-user.ts';
import { breakage as duplicateProxyTwoAdObjects } from './duplicate-proxy-two-ad-objects.ts';
import { breakage as immutableIdMalformed } from './immutable-id-malformed.ts';
import { breakage as licenceMissing } from './licence-missing.ts';
import { breakage as mailAttributeMissing } from './mail-attribute-missing.ts';
import { breakage as movedOutOfScope } from './moved-out-of-scope.ts';
import { breakage as objectNotFoundInAd } from './object-not-found-in-ad.ts';
import { breakage as ouNotInScope } from './ou-not-in-scope.ts';
import { breakage as proxyMissingSmtpPrefix } from './proxy-missing-smtp-prefix.ts';
import { breakage as proxyNoPrimary } from './proxy-no-primary.ts';
import { breakage as quarantinedProxy } from './quarantined-proxy.ts';
import { breakage as quarantinedUpn } from './quarantined-upn.ts';
import { breakage as schedulerDisabled } from './scheduler-disabled.ts';
import { breakage as stagingMode } from './staging-mode.ts';
import { breakage as staleImmutableIdOnCloudUser } from './stale-immutable-id-on-cloud-user.ts';
import { breakage as upnSuffixNotVerified } from './upn-suffix-not-verified.ts';
import { breakage as usageLocationMissing } from './usage-location-missing.ts';

/** Every way in which the lab can break the company, in the order of the causes. */
export const BREAKAGES: readonly Breakage[] = [
  objectNotFoundInAd,
  ouNotInScope,
  movedOutOfScope,
  upnSuffixNotVerified,
  proxyMissingSmtpPrefix,
  proxyNoPrimary,
  mailAttributeMissing,
  duplicateProxyTwoAdObjects,
  duplicateHeldBySoftDeletedUser,
  duplicateHeldByCloudOnlyUser,
  immutableIdMalformed,
  staleImmutableIdOnCloudUser,
  adAccountRecreatedNewAnchor,
  quarantinedUpn,
  quarantinedProxy,
  schedulerDisabled,
  stagingMode,
  changeNotDueYet,
  usageLocationMissing,
  licenceMissing,
];
