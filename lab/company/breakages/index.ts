import type { Breakage } from './breakage.ts';
import { breakage as accountExpiredStillActive } from './account-expired-still-active.ts';
import { breakage as adAccountRecreatedNewAnchor } from './ad-account-recreated-new-anchor.ts';
import { breakage as adConnectorCredentials } from './ad-connector-credentials.ts';
import { breakage as adDcUnreachable } from './ad-dc-unreachable.ts';
import { breakage as adObjectDeleted } from './ad-object-deleted.ts';
import { breakage as adSearchRights } from './ad-search-rights.ts';
import { breakage as ambiguousJoinInMetaverse } from './ambiguous-join-in-metaverse.ts';
import { breakage as anchorAttributeDiffersBetweenServers } from './anchor-attribute-differs-between-servers.ts';
import { breakage as anchorBelongsToOtherAdUser } from './anchor-belongs-to-other-ad-user.ts';
import { breakage as anchorChangedSamePerson } from './anchor-changed-same-person.ts';
import { breakage as anchorWritebackDenied } from './anchor-writeback-denied.ts';
import { breakage as archiveGuidMismatch } from './archive-guid-mismatch.ts';
import { breakage as attributeFilteredByAppFilter } from './attribute-filtered-by-app-filter.ts';
import { breakage as attributeNotInSyncSet } from './attribute-not-in-sync-set.ts';
import { breakage as attributeTooLong } from './attribute-too-long.ts';
import { breakage as changeNotDueYet } from './change-not-due-yet.ts';
import { breakage as cloudPasswordSetByAdmin } from './cloud-password-set-by-admin.ts';
import { breakage as cloudSyncAlsoProvisions } from './cloud-sync-also-provisions.ts';
import { breakage as conditionalAccessBlocksSync } from './conditional-access-blocks-sync.ts';
import { breakage as connectVersionUnsupported } from './connect-version-unsupported.ts';
import { breakage as connectorCannotReadObject } from './connector-cannot-read-object.ts';
import { breakage as contactLegacyHidden } from './contact-legacy-hidden.ts';
import { breakage as contactWithoutAddress } from './contact-without-address.ts';
import { breakage as cycleRunningLong } from './cycle-running-long.ts';
import { breakage as dataValidationFailed } from './data-validation-failed.ts';
import { breakage as databaseErrorUtf8Locale } from './database-error-utf8-locale.ts';
import { breakage as databaseFull } from './database-full.ts';
import { breakage as deleteNotPropagated } from './delete-not-propagated.ts';
import { breakage as deltaImportSizeLimit } from './delta-import-size-limit.ts';
import { breakage as deviceCertificateNotHybridJoin } from './device-certificate-not-hybrid-join.ts';
import { breakage as deviceNoCertificate } from './device-no-certificate.ts';
import { breakage as directoryQuotaExceeded } from './directory-quota-exceeded.ts';
import { breakage as displaynameBlank } from './displayname-blank.ts';
import { breakage as domainNotSelected } from './domain-not-selected.ts';
import { breakage as duplicateAnchorInAd } from './duplicate-anchor-in-ad.ts';
import { breakage as duplicateHeldByCloudOnlyUser } from './duplicate-held-by-cloud-only-user.ts';
import { breakage as duplicateHeldBySoftDeletedUser } from './duplicate-held-by-soft-deleted-user.ts';
import { breakage as duplicateMailnickname } from './duplicate-mailnickname.ts';
import { breakage as duplicateNotCoveredByResiliency } from './duplicate-not-covered-by-resiliency.ts';
import { breakage as duplicateProxyTwoAdObjects } from './duplicate-proxy-two-ad-objects.ts';
import { breakage as duplicateSipAddress } from './duplicate-sip-address.ts';
import { breakage as duplicateUpnTwoAdObjects } from './duplicate-upn-two-ad-objects.ts';
import { breakage as entraAccessDenied } from './entra-access-denied.ts';
import { breakage as entraConnectorAuth } from './entra-connector-auth.ts';
import { breakage as entraImportKeynotfound } from './entra-import-keynotfound.ts';
import { breakage as exchangeAttributesNeedMailnickname } from './exchange-attributes-need-mailnickname.ts';
import { breakage as exportDeletionThreshold } from './export-deletion-threshold.ts';
import { breakage as filterAdmindescription } from './filter-admindescription.ts';
import { breakage as filterCriticalSystemObject } from './filter-critical-system-object.ts';
import { breakage as filterCustomRule } from './filter-custom-rule.ts';
import { breakage as filterSamaccountname } from './filter-samaccountname.ts';
import { breakage as filterSystemMailbox } from './filter-system-mailbox.ts';
import { breakage as firstPartyAppDisabled } from './first-party-app-disabled.ts';
import { breakage as firstSyncDuplicateAnchor } from './first-sync-duplicate-anchor.ts';
import { breakage as forestNotConnected } from './forest-not-connected.ts';
import { breakage as groupCriticalBuiltin } from './group-critical-builtin.ts';
import { breakage as groupDisplaynameMissing } from './group-displayname-missing.ts';
import { breakage as groupDistributionNotMailEnabled } from './group-distribution-not-mail-enabled.ts';
import { breakage as groupDynamicDistribution } from './group-dynamic-distribution.ts';
import { breakage as groupFilterNotDirectMember } from './group-filter-not-direct-member.ts';
import { breakage as groupNotMatchedToCloudGroup } from './group-not-matched-to-cloud-group.ts';
import { breakage as groupOrContactSourceOfAuthorityCloud } from './group-or-contact-source-of-authority-cloud.ts';
import { breakage as groupProxyWithoutSmtp } from './group-proxy-without-smtp.ts';
import { breakage as groupRoleGroup } from './group-role-group.ts';
import { breakage as hardMatchBlockedByTenant } from './hard-match-blocked-by-tenant.ts';
import { breakage as hardMatchBlockedObjectIdentifier } from './hard-match-blocked-object-identifier.ts';
import { breakage as hardMatchBlockedPrivilegedTarget } from './hard-match-blocked-privileged-target.ts';
import { breakage as immutableIdMalformed } from './immutable-id-malformed.ts';
import { breakage as largeObjectCertificates } from './large-object-certificates.ts';
import { breakage as licenceAddressConflict } from './licence-address-conflict.ts';
import { breakage as licenceDependency } from './licence-dependency.ts';
import { breakage as licenceLocationProhibited } from './licence-location-prohibited.ts';
import { breakage as licenceMissing } from './licence-missing.ts';
import { breakage as licenceNoSeats } from './licence-no-seats.ts';
import { breakage as licenceOtherError } from './licence-other-error.ts';
import { breakage as licencePlansConflict } from './licence-plans-conflict.ts';
import { breakage as linkedMailboxWaitingForMaster } from './linked-mailbox-waiting-for-master.ts';
import { breakage as mailAttributeMissing } from './mail-attribute-missing.ts';
import { breakage as mailboxBlockedByOnpremGuid } from './mailbox-blocked-by-onprem-guid.ts';
import { breakage as mailboxLostWithLicence } from './mailbox-lost-with-licence.ts';
import { breakage as mailboxNotProvisionedYet } from './mailbox-not-provisioned-yet.ts';
import { breakage as mailnicknameInvalid } from './mailnickname-invalid.ts';
import { breakage as maintenanceDisabled } from './maintenance-disabled.ts';
import { breakage as matchNeverRetriedForExistingObject } from './match-never-retried-for-existing-object.ts';
import { breakage as matchingAttributeEmpty } from './matching-attribute-empty.ts';
import { breakage as memberFromOtherForest } from './member-from-other-forest.ts';
import { breakage as mesgMailRemoved } from './mesg-mail-removed.ts';
import { breakage as mobileOverriddenInCloud } from './mobile-overridden-in-cloud.ts';
import { breakage as movedOutOfScope } from './moved-out-of-scope.ts';
import { breakage as newDomainNewAnchor } from './new-domain-new-anchor.ts';
import { breakage as noActiveServer } from './no-active-server.ts';
import { breakage as objectClassNotSynced } from './object-class-not-synced.ts';
import { breakage as objectNotFoundInAd } from './object-not-found-in-ad.ts';
import { breakage as objectTypeMismatch } from './object-type-mismatch.ts';
import { breakage as orphanHoldsIdentity } from './orphan-holds-identity.ts';
import { breakage as ouNotInScope } from './ou-not-in-scope.ts';
import { breakage as ouRenamedOrMoved } from './ou-renamed-or-moved.ts';
import { breakage as passwordWritebackFails } from './password-writeback-fails.ts';
import { breakage as pendingFullSync } from './pending-full-sync.ts';
import { breakage as phsAccountNotCovered } from './phs-account-not-covered.ts';
import { breakage as phsDcUnreachable } from './phs-dc-unreachable.ts';
import { breakage as phsFeatureOff } from './phs-feature-off.ts';
import { breakage as phsFips } from './phs-fips.ts';
import { breakage as phsHeartbeatStale } from './phs-heartbeat-stale.ts';
import { breakage as phsMustChangePassword } from './phs-must-change-password.ts';
import { breakage as phsPausedForFullSync } from './phs-paused-for-full-sync.ts';
import { breakage as phsReplicationPermission } from './phs-replication-permission.ts';
import { breakage as phsSingleUserError } from './phs-single-user-error.ts';
import { breakage as precedenceOtherSource } from './precedence-other-source.ts';
import { breakage as proxyDomainNotVerified } from './proxy-domain-not-verified.ts';
import { breakage as proxyInvalidCharacters } from './proxy-invalid-characters.ts';
import { breakage as proxyLegacyTypeDropped } from './proxy-legacy-type-dropped.ts';
import { breakage as proxyMissingSmtpPrefix } from './proxy-missing-smtp-prefix.ts';
import { breakage as proxyNoPrimary } from './proxy-no-primary.ts';
import { breakage as proxyOrFirewall } from './proxy-or-firewall.ts';
import { breakage as proxyPrimaryDiffersFromMail } from './proxy-primary-differs-from-mail.ts';
import { breakage as proxyReservedSuffix } from './proxy-reserved-suffix.ts';
import { breakage as proxySeveralPrimaries } from './proxy-several-primaries.ts';
import { breakage as proxyTooMany } from './proxy-too-many.ts';
import { breakage as quarantinedProxy } from './quarantined-proxy.ts';
import { breakage as quarantinedUpn } from './quarantined-upn.ts';
import { breakage as replicationConflictObject } from './replication-conflict-object.ts';
import { breakage as restoreConflict } from './restore-conflict.ts';
import { breakage as runProfilePartitionMissing } from './run-profile-partition-missing.ts';
import { breakage as schedulerDisabled } from './scheduler-disabled.ts';
import { breakage as schedulerSuspended } from './scheduler-suspended.ts';
import { breakage as schemaNotRefreshed } from './schema-not-refreshed.ts';
import { breakage as serviceProvisioningError } from './service-provisioning-error.ts';
import { breakage as sidConflictRidReuse } from './sid-conflict-rid-reuse.ts';
import { breakage as signInNotPhs } from './sign-in-not-phs.ts';
import { breakage as softDeletedAwaitingReturn } from './soft-deleted-awaiting-return.ts';
import { breakage as softMatchBlockedAdminRole } from './soft-match-blocked-admin-role.ts';
import { breakage as softMatchBlockedByTenant } from './soft-match-blocked-by-tenant.ts';
import { breakage as softMatchCloudUserHasNoAddress } from './soft-match-cloud-user-has-no-address.ts';
import { breakage as softMatchOnUpnDisabled } from './soft-match-on-upn-disabled.ts';
import { breakage as softMatchPointsAtTwoObjects } from './soft-match-points-at-two-objects.ts';
import { breakage as stagingMode } from './staging-mode.ts';
import { breakage as staleHealthReport } from './stale-health-report.ts';
import { breakage as staleImmutableIdOnCloudUser } from './stale-immutable-id-on-cloud-user.ts';
import { breakage as syncGapOverSevenDays } from './sync-gap-over-seven-days.ts';
import { breakage as syncRuleError } from './sync-rule-error.ts';
import { breakage as syncServiceStopped } from './sync-service-stopped.ts';
import { breakage as syncedGroupDeleted } from './synced-group-deleted.ts';
import { breakage as targetaddressInvalid } from './targetaddress-invalid.ts';
import { breakage as tenantDirsyncDisabled } from './tenant-dirsync-disabled.ts';
import { breakage as tls12Missing } from './tls12-missing.ts';
import { breakage as transientObjectError } from './transient-object-error.ts';
import { breakage as upnChangeNotFlowing } from './upn-change-not-flowing.ts';
import { breakage as upnInvalidCharacters } from './upn-invalid-characters.ts';
import { breakage as upnMissingInAd } from './upn-missing-in-ad.ts';
import { breakage as upnSuffixNotVerified } from './upn-suffix-not-verified.ts';
import { breakage as upnTooLong } from './upn-too-long.ts';
import { breakage as usageLocationMissing } from './usage-location-missing.ts';
import { breakage as userSourceOfAuthorityCloud } from './user-source-of-authority-cloud.ts';
import { breakage as writeRefusedSyncedObject } from './write-refused-synced-object.ts';

/** Every way in which the lab can break the company, in the order of the causes. */
export const BREAKAGES: readonly Breakage[] = [
  objectNotFoundInAd, ouNotInScope, movedOutOfScope, upnSuffixNotVerified, proxyMissingSmtpPrefix, proxyNoPrimary, mailAttributeMissing, duplicateProxyTwoAdObjects,
  duplicateHeldBySoftDeletedUser, duplicateHeldByCloudOnlyUser, immutableIdMalformed, staleImmutableIdOnCloudUser, adAccountRecreatedNewAnchor, quarantinedUpn,
  quarantinedProxy, schedulerDisabled, stagingMode, changeNotDueYet, usageLocationMissing, licenceMissing, databaseFull, syncServiceStopped, noActiveServer,
  connectVersionUnsupported, firstPartyAppDisabled, schedulerSuspended, exportDeletionThreshold, runProfilePartitionMissing, deltaImportSizeLimit,
  databaseErrorUtf8Locale, entraImportKeynotfound, syncGapOverSevenDays, cycleRunningLong, syncRuleError, transientObjectError, maintenanceDisabled, staleHealthReport,
  tenantDirsyncDisabled, directoryQuotaExceeded, tls12Missing, proxyOrFirewall, conditionalAccessBlocksSync, entraAccessDenied, entraConnectorAuth, adDcUnreachable,
  adConnectorCredentials, adSearchRights, signInNotPhs, phsFeatureOff, phsReplicationPermission, phsDcUnreachable, phsFips, phsPausedForFullSync, phsHeartbeatStale,
  phsMustChangePassword, phsAccountNotCovered, phsSingleUserError, passwordWritebackFails, cloudPasswordSetByAdmin, accountExpiredStillActive, licenceNoSeats,
  licencePlansConflict, licenceLocationProhibited, licenceDependency, licenceAddressConflict, licenceOtherError, mailboxBlockedByOnpremGuid, archiveGuidMismatch,
  serviceProvisioningError, mailboxNotProvisionedYet, restoreConflict, softDeletedAwaitingReturn, deleteNotPropagated, syncedGroupDeleted, mailboxLostWithLicence,
  userSourceOfAuthorityCloud, groupOrContactSourceOfAuthorityCloud, writeRefusedSyncedObject, mobileOverriddenInCloud, adObjectDeleted, ambiguousJoinInMetaverse,
  anchorAttributeDiffersBetweenServers, anchorBelongsToOtherAdUser, anchorChangedSamePerson, anchorWritebackDenied, attributeFilteredByAppFilter, attributeNotInSyncSet,
  attributeTooLong, cloudSyncAlsoProvisions, connectorCannotReadObject, contactLegacyHidden, contactWithoutAddress, dataValidationFailed, deviceCertificateNotHybridJoin,
  deviceNoCertificate, displaynameBlank, domainNotSelected, duplicateAnchorInAd, duplicateMailnickname, duplicateNotCoveredByResiliency, duplicateSipAddress, duplicateUpnTwoAdObjects, firstSyncDuplicateAnchor,
  exchangeAttributesNeedMailnickname, filterAdmindescription, filterCriticalSystemObject, filterCustomRule, filterSamaccountname, filterSystemMailbox,
  forestNotConnected, groupCriticalBuiltin, groupDisplaynameMissing, groupDistributionNotMailEnabled, groupDynamicDistribution, groupFilterNotDirectMember,
  groupNotMatchedToCloudGroup, groupProxyWithoutSmtp, groupRoleGroup, hardMatchBlockedByTenant, hardMatchBlockedObjectIdentifier, hardMatchBlockedPrivilegedTarget,
  largeObjectCertificates, linkedMailboxWaitingForMaster, mailnicknameInvalid, matchNeverRetriedForExistingObject, matchingAttributeEmpty, memberFromOtherForest,
  mesgMailRemoved, newDomainNewAnchor, objectClassNotSynced, objectTypeMismatch, orphanHoldsIdentity, ouRenamedOrMoved, pendingFullSync, precedenceOtherSource,
  proxyDomainNotVerified, proxyInvalidCharacters, proxyLegacyTypeDropped, proxyPrimaryDiffersFromMail, proxyReservedSuffix, proxySeveralPrimaries, proxyTooMany,
  replicationConflictObject, schemaNotRefreshed, sidConflictRidReuse, softMatchBlockedAdminRole, softMatchBlockedByTenant, softMatchCloudUserHasNoAddress,
  softMatchOnUpnDisabled, softMatchPointsAtTwoObjects, targetaddressInvalid, upnChangeNotFlowing, upnInvalidCharacters, upnMissingInAd, upnTooLong,
];
