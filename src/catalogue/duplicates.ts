import { ambiguousJoinInMetaverse } from '../causes/duplicates/ambiguous-join-in-metaverse.ts';
import { duplicateHeldByCloudOnlyUser } from '../causes/duplicates/duplicate-held-by-cloud-only-user.ts';
import { duplicateHeldByExchangeObject } from '../causes/duplicates/duplicate-held-by-exchange-object.ts';
import { duplicateHeldBySoftDeletedUser } from '../causes/duplicates/duplicate-held-by-soft-deleted-user.ts';
import { duplicateMailnickname } from '../causes/duplicates/duplicate-mailnickname.ts';
import { duplicateNotCoveredByResiliency } from '../causes/duplicates/duplicate-not-covered-by-resiliency.ts';
import { duplicateProxyTwoAdObjects } from '../causes/duplicates/duplicate-proxy-two-ad-objects.ts';
import { duplicateSipAddress } from '../causes/duplicates/duplicate-sip-address.ts';
import { duplicateUpnTwoAdObjects } from '../causes/duplicates/duplicate-upn-two-ad-objects.ts';
import { quarantinedProxy } from '../causes/duplicates/quarantined-proxy.ts';
import { quarantinedUpn } from '../causes/duplicates/quarantined-upn.ts';
import { duplicatesByPeople } from '../remedies/by-people/duplicates-by-people.ts';
import { correctTargetAddress } from '../remedies/correct-target-address.ts';
import { giveLesserOwnName } from '../remedies/give-lesser-own-name.ts';
import { rejoin } from '../remedies/rejoin.ts';
import { releaseDuplicateAddress } from '../remedies/release-duplicate-address.ts';
import { releaseSessionAddress } from '../remedies/release-session-address.ts';
import { restoreThenMatch } from '../remedies/restore-then-match.ts';
import { setAnchorOfHolder } from '../remedies/set-cloud-anchor.ts';
import { seal, type SealedCause } from './seal.ts';

export const DUPLICATES: readonly SealedCause[] = [
  seal(duplicateProxyTwoAdObjects, releaseDuplicateAddress, duplicatesByPeople.shareOut),
  seal(duplicateUpnTwoAdObjects, giveLesserOwnName, duplicatesByPeople.shareOutNames),
  seal(duplicateHeldByCloudOnlyUser, setAnchorOfHolder, duplicatesByPeople.settleHolder),
  seal(duplicateHeldBySoftDeletedUser, restoreThenMatch, duplicatesByPeople.purgeHolder),
  seal(duplicateHeldByExchangeObject, duplicatesByPeople.freeInExchange),
  seal(duplicateSipAddress, releaseSessionAddress, duplicatesByPeople.shareOutSessions),
  seal(duplicateNotCoveredByResiliency, duplicatesByPeople.freeUncovered),
  seal(ambiguousJoinInMetaverse, rejoin, duplicatesByPeople.partJoined),
  seal(quarantinedUpn, duplicatesByPeople.waitForName),
  seal(quarantinedProxy, duplicatesByPeople.waitForAddresses),
  seal(duplicateMailnickname, correctTargetAddress),
];
