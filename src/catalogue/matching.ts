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
import { clearCloudAnchor } from '../remedies/clear-cloud-anchor.ts';
import { setCloudAnchor } from '../remedies/set-cloud-anchor.ts';
import { writeConsistencyGuid } from '../remedies/write-consistency-guid.ts';
import { seal, type SealedCause } from './seal.ts';

export const MATCHING: readonly SealedCause[] = [
  seal(immutableIdMalformed, setCloudAnchor, clearCloudAnchor),
  seal(staleImmutableIdOnCloudUser, writeConsistencyGuid, setCloudAnchor, clearCloudAnchor),
  seal(anchorBelongsToOtherAdUser),
  seal(adAccountRecreatedNewAnchor, writeConsistencyGuid),
  seal(anchorChangedSamePerson, writeConsistencyGuid),
  seal(duplicateAnchorInAd),
  seal(anchorWritebackDenied),
  seal(linkedMailboxWaitingForMaster),
  seal(hardMatchBlockedByTenant),
  seal(hardMatchBlockedPrivilegedTarget),
  seal(hardMatchBlockedObjectIdentifier),
  seal(softMatchBlockedByTenant),
  seal(softMatchBlockedAdminRole),
  seal(softMatchOnUpnDisabled),
  seal(softMatchCloudUserHasNoAddress),
  seal(softMatchPointsAtTwoObjects),
  seal(objectTypeMismatch),
  seal(sidConflictRidReuse),
  seal(anchorAttributeDiffersBetweenServers),
  seal(matchNeverRetriedForExistingObject),
  seal(orphanHoldsIdentity),
];
