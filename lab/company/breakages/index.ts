import type { Breakage } from './breakage.ts';
import { breakage as accountExpiredStillActive } from './account-expired-still-active.ts';
import { breakage as adAccountRecreatedNewAnchor } from './ad-account-recreated-new-anchor.ts';
import { breakage as adConnectorCredentials } from './ad-connector-credentials.ts';
import { breakage as adDcUnreachable } from './ad-dc-unreachable.ts';
import { breakage as adSearchRights } from './ad-search-rights.ts';
import { breakage as archiveGuidMismatch } from './archive-guid-mismatch.ts';
import { breakage as changeNotDueYet } from './change-not-due-yet.ts';
import { breakage as cloudPasswordSetByAdmin } from './cloud-password-set-by-admin.ts';
import { breakage as conditionalAccessBlocksSync } from './conditional-access-blocks-sync.ts';
import { breakage as connectVersionUnsupported } from './connect-version-unsupported.ts';
import { breakage as cycleRunningLong } from './cycle-running-long.ts';
import { breakage as databaseErrorUtf8Locale } from './database-error-utf8-locale.ts';
import { breakage as databaseFull } from './database-full.ts';
import { breakage as deleteNotPropagated } from './delete-not-propagated.ts';
import { breakage as deltaImportSizeLimit } from './delta-import-size-limit.ts';
import { breakage as directoryQuotaExceeded } from './directory-quota-exceeded.ts';
import { breakage as duplicateHeldByCloudOnlyUser } from './duplicate-held-by-cloud-only-user.ts';
import { breakage as duplicateHeldBySoftDeletedUser } from './duplicate-held-by-soft-deleted-user.ts';
import { breakage as duplicateProxyTwoAdObjects } from './duplicate-proxy-two-ad-objects.ts';
import { breakage as entraAccessDenied } from './entra-access-denied.ts';
import { breakage as entraConnectorAuth } from './entra-connector-auth.ts';
import { breakage as entraImportKeynotfound } from './entra-import-keynotfound.ts';
import { breakage as exportDeletionThreshold } from './export-deletion-threshold.ts';
import { breakage as firstPartyAppDisabled } from './first-party-app-disabled.ts';
import { breakage as groupOrContactSourceOfAuthorityCloud } from './group-or-contact-source-of-authority-cloud.ts';
import { breakage as immutableIdMalformed } from './immutable-id-malformed.ts';
import { breakage as licenceAddressConflict } from './licence-address-conflict.ts';
import { breakage as licenceDependency } from './licence-dependency.ts';
import { breakage as licenceLocationProhibited } from './licence-location-prohibited.ts';
import { breakage as licenceMissing } from './licence-missing.ts';
import { breakage as licenceNoSeats } from './licence-no-seats.ts';
import { breakage as licenceOtherError } from './licence-other-error.ts';
import { breakage as licencePlansConflict } from './licence-plans-conflict.ts';
import { breakage as mailAttributeMissing } from './mail-attribute-missing.ts';
import { breakage as mailboxBlockedByOnpremGuid } from './mailbox-blocked-by-onprem-guid.ts';
import { breakage as mailboxLostWithLicence } from './mailbox-lost-with-licence.ts';
import { breakage as mailboxNotProvisionedYet } from './mailbox-not-provisioned-yet.ts';
import { breakage as maintenanceDisabled } from './maintenance-disabled.ts';
import { breakage as mobileOverriddenInCloud } from './mobile-overridden-in-cloud.ts';
import { breakage as movedOutOfScope } from './moved-out-of-scope.ts';
import { breakage as noActiveServer } from './no-active-server.ts';
import { breakage as objectNotFoundInAd } from './object-not-found-in-ad.ts';
import { breakage as ouNotInScope } from './ou-not-in-scope.ts';
import { breakage as passwordWritebackFails } from './password-writeback-fails.ts';
import { breakage as phsAccountNotCovered } from './phs-account-not-covered.ts';
import { breakage as phsDcUnreachable } from './phs-dc-unreachable.ts';
import { breakage as phsFeatureOff } from './phs-feature-off.ts';
import { breakage as phsFips } from './phs-fips.ts';
import { breakage as phsHeartbeatStale } from './phs-heartbeat-stale.ts';
import { breakage as phsMustChangePassword } from './phs-must-change-password.ts';
import { breakage as phsPausedForFullSync } from './phs-paused-for-full-sync.ts';
import { breakage as phsReplicationPermission } from './phs-replication-permission.ts';
import { breakage as phsSingleUserError } from './phs-single-user-error.ts';
import { breakage as proxyMissingSmtpPrefix } from './proxy-missing-smtp-prefix.ts';
import { breakage as proxyNoPrimary } from './proxy-no-primary.ts';
import { breakage as proxyOrFirewall } from './proxy-or-firewall.ts';
import { breakage as quarantinedProxy } from './quarantined-proxy.ts';
import { breakage as quarantinedUpn } from './quarantined-upn.ts';
import { breakage as restoreConflict } from './restore-conflict.ts';
import { breakage as runProfilePartitionMissing } from './run-profile-partition-missing.ts';
import { breakage as schedulerDisabled } from './scheduler-disabled.ts';
import { breakage as schedulerSuspended } from './scheduler-suspended.ts';
import { breakage as serviceProvisioningError } from './service-provisioning-error.ts';
import { breakage as signInNotPhs } from './sign-in-not-phs.ts';
import { breakage as softDeletedAwaitingReturn } from './soft-deleted-awaiting-return.ts';
import { breakage as stagingMode } from './staging-mode.ts';
import { breakage as staleHealthReport } from './stale-health-report.ts';
import { breakage as staleImmutableIdOnCloudUser } from './stale-immutable-id-on-cloud-user.ts';
import { breakage as syncGapOverSevenDays } from './sync-gap-over-seven-days.ts';
import { breakage as syncRuleError } from './sync-rule-error.ts';
import { breakage as syncServiceStopped } from './sync-service-stopped.ts';
import { breakage as syncedGroupDeleted } from './synced-group-deleted.ts';
import { breakage as tenantDirsyncDisabled } from './tenant-dirsync-disabled.ts';
import { breakage as tls12Missing } from './tls12-missing.ts';
import { breakage as transientObjectError } from './transient-object-error.ts';
import { breakage as upnSuffixNotVerified } from './upn-suffix-not-verified.ts';
import { breakage as usageLocationMissing } from './usage-location-missing.ts';
import { breakage as userSourceOfAuthorityCloud } from './user-source-of-authority-cloud.ts';
import { breakage as writeRefusedSyncedObject } from './write-refused-synced-object.ts';

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
  databaseFull,
  syncServiceStopped,
  noActiveServer,
  connectVersionUnsupported,
  firstPartyAppDisabled,
  schedulerSuspended,
  exportDeletionThreshold,
  runProfilePartitionMissing,
  deltaImportSizeLimit,
  databaseErrorUtf8Locale,
  entraImportKeynotfound,
  syncGapOverSevenDays,
  cycleRunningLong,
  syncRuleError,
  transientObjectError,
  maintenanceDisabled,
  staleHealthReport,
  tenantDirsyncDisabled,
  directoryQuotaExceeded,
  tls12Missing,
  proxyOrFirewall,
  conditionalAccessBlocksSync,
  entraAccessDenied,
  entraConnectorAuth,
  adDcUnreachable,
  adConnectorCredentials,
  adSearchRights,
  signInNotPhs,
  phsFeatureOff,
  phsReplicationPermission,
  phsDcUnreachable,
  phsFips,
  phsPausedForFullSync,
  phsHeartbeatStale,
  phsMustChangePassword,
  phsAccountNotCovered,
  phsSingleUserError,
  passwordWritebackFails,
  cloudPasswordSetByAdmin,
  accountExpiredStillActive,
  licenceNoSeats,
  licencePlansConflict,
  licenceLocationProhibited,
  licenceDependency,
  licenceAddressConflict,
  licenceOtherError,
  mailboxBlockedByOnpremGuid,
  archiveGuidMismatch,
  serviceProvisioningError,
  mailboxNotProvisionedYet,
  restoreConflict,
  softDeletedAwaitingReturn,
  deleteNotPropagated,
  syncedGroupDeleted,
  mailboxLostWithLicence,
  userSourceOfAuthorityCloud,
  groupOrContactSourceOfAuthorityCloud,
  writeRefusedSyncedObject,
  mobileOverriddenInCloud,
];
