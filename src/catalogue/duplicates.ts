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
import { releaseDuplicateAddress } from '../remedies/release-duplicate-address.ts';
import { setAnchorOfHolder } from '../remedies/set-cloud-anchor.ts';
import { seal, type SealedCause } from './seal.ts';

export const DUPLICATES: readonly SealedCause[] = [
  seal(duplicateProxyTwoAdObjects, releaseDuplicateAddress),
  seal(duplicateUpnTwoAdObjects),
  seal(duplicateHeldByCloudOnlyUser, setAnchorOfHolder),
  seal(duplicateHeldBySoftDeletedUser),
  seal(duplicateHeldByExchangeObject),
  seal(duplicateSipAddress),
  seal(duplicateNotCoveredByResiliency),
  seal(ambiguousJoinInMetaverse),
  seal(quarantinedUpn),
  seal(quarantinedProxy),
  seal(duplicateMailnickname),
];
