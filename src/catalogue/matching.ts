import { adAccountRecreatedNewAnchor } from '../causes/matching/ad-account-recreated-new-anchor.ts';
import { anchorAttributeDiffersBetweenServers } from '../causes/matching/anchor-attribute-differs-between-servers.ts';
import { anchorBelongsToOtherAdUser } from '../causes/matching/anchor-belongs-to-other-ad-user.ts';
import { anchorChangedSamePerson } from '../causes/matching/anchor-changed-same-person.ts';
import { anchorWritebackDenied } from '../causes/matching/anchor-writeback-denied.ts';
import { duplicateAnchorInAd } from '../causes/matching/duplicate-anchor-in-ad.ts';
import { hardMatchBlockedByTenant } from '../causes/matching/hard-match-blocked-by-tenant.ts';
import { hardMatchBlockedObjectIdentifier } from '../causes/matching/hard-match-blocked-object-identifier.ts';
import { hardMatchBlockedPrivilegedTarget } from '../causes/matching/hard-match-blocked-privileged-target.ts';
import { immutableIdMalformed } from '../causes/matching/immutable-id-malformed.ts';
import { linkedMailboxWaitingForMaster } from '../causes/matching/linked-mailbox-waiting-for-master.ts';
import { matchNeverRetriedForExistingObject } from '../causes/matching/match-never-retried-for-existing-object.ts';
import { objectTypeMismatch } from '../causes/matching/object-type-mismatch.ts';
import { orphanHoldsIdentity } from '../causes/matching/orphan-holds-identity.ts';
import { sidConflictRidReuse } from '../causes/matching/sid-conflict-rid-reuse.ts';
import { softMatchBlockedAdminRole } from '../causes/matching/soft-match-blocked-admin-role.ts';
import { softMatchBlockedByTenant } from '../causes/matching/soft-match-blocked-by-tenant.ts';
import { softMatchCloudUserHasNoAddress } from '../causes/matching/soft-match-cloud-user-has-no-address.ts';
import { softMatchOnUpnDisabled } from '../causes/matching/soft-match-on-upn-disabled.ts';
import { softMatchPointsAtTwoObjects } from '../causes/matching/soft-match-points-at-two-objects.ts';
import { staleImmutableIdOnCloudUser } from '../causes/matching/stale-immutable-id-on-cloud-user.ts';
import { blockedMatchByPeople } from '../remedies/by-people/blocked-match-by-people.ts';
import { matchingByPeople } from '../remedies/by-people/matching-by-people.ts';
import { clearCloudAnchor } from '../remedies/clear-cloud-anchor.ts';
import { clearCopiedAnchor } from '../remedies/clear-copied-anchor.ts';
import { clearObjectIdentifier } from '../remedies/clear-object-identifier.ts';
import { freeSignInName } from '../remedies/free-sign-in-name.ts';
import { giveAddressToMatch } from '../remedies/give-address-to-match.ts';
import { keepEarlierAccount } from '../remedies/keep-earlier-account.ts';
import { lendAwayRoles } from '../remedies/lend-away-roles.ts';
import { openTenantBlock } from '../remedies/open-tenant-block.ts';
import { removeOrphan } from '../remedies/remove-orphan.ts';
import { removeStrayAccount, renameStrayAccount } from '../remedies/remove-stray-account.ts';
import { setAnchorOfHolder, setCloudAnchor } from '../remedies/set-cloud-anchor.ts';
import { giveAnchorBack, writeConsistencyGuid } from '../remedies/write-consistency-guid.ts';
import { seal, type SealedCause } from './seal.ts';

export const MATCHING: readonly SealedCause[] = [
  seal(immutableIdMalformed, setCloudAnchor, clearCloudAnchor, matchingByPeople.replaceSynced),
  seal(staleImmutableIdOnCloudUser, writeConsistencyGuid, setCloudAnchor, clearCloudAnchor, matchingByPeople.replaceStale),
  seal(anchorBelongsToOtherAdUser, matchingByPeople.rebind),
  seal(adAccountRecreatedNewAnchor, writeConsistencyGuid, matchingByPeople.carryAnchorOver),
  seal(anchorChangedSamePerson, giveAnchorBack),
  seal(duplicateAnchorInAd, clearCopiedAnchor, matchingByPeople.clearCopy),
  seal(anchorWritebackDenied, matchingByPeople.grantWriteback),
  seal(linkedMailboxWaitingForMaster, matchingByPeople.bringMaster),
  seal(hardMatchBlockedByTenant, openTenantBlock, blockedMatchByPeople.openBlock),
  seal(hardMatchBlockedPrivilegedTarget, lendAwayRoles, blockedMatchByPeople.takeRoles),
  seal(hardMatchBlockedObjectIdentifier, clearObjectIdentifier, blockedMatchByPeople.clearMapping),
  seal(softMatchBlockedByTenant, setAnchorOfHolder, keepEarlierAccount, renameStrayAccount, removeStrayAccount, blockedMatchByPeople.replaceTwin),
  seal(softMatchBlockedAdminRole, blockedMatchByPeople.partAdministrator),
  seal(softMatchOnUpnDisabled, setAnchorOfHolder, keepEarlierAccount, renameStrayAccount, removeStrayAccount, blockedMatchByPeople.alignAddress),
  seal(softMatchCloudUserHasNoAddress, giveAddressToMatch, blockedMatchByPeople.giveAddress),
  seal(softMatchPointsAtTwoObjects, freeSignInName, blockedMatchByPeople.chooseOfTwo),
  seal(objectTypeMismatch, matchingByPeople.freeAddressOfOtherType),
  seal(sidConflictRidReuse, matchingByPeople.repairSid),
  seal(anchorAttributeDiffersBetweenServers, matchingByPeople.reinstallAnchor),
  seal(matchNeverRetriedForExistingObject, keepEarlierAccount, renameStrayAccount, removeStrayAccount, matchingByPeople.chooseTwin),
  seal(orphanHoldsIdentity, writeConsistencyGuid, removeOrphan, matchingByPeople.decideOrphan),
];
