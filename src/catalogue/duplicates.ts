import { duplicateHeldByCloudOnlyUser } from '../causes/duplicates/duplicate-held-by-cloud-only-user.ts';
import { duplicateHeldBySoftDeletedUser } from '../causes/duplicates/duplicate-held-by-soft-deleted-user.ts';
import { duplicateProxyTwoAdObjects } from '../causes/duplicates/duplicate-proxy-two-ad-objects.ts';
import { quarantinedProxy } from '../causes/duplicates/quarantined-proxy.ts';
import { quarantinedUpn } from '../causes/duplicates/quarantined-upn.ts';
import { releaseDuplicateAddress } from '../remedies/release-duplicate-address.ts';
import { setAnchorOfHolder } from '../remedies/set-cloud-anchor.ts';
import { seal, type SealedCause } from './seal.ts';

export const DUPLICATES: readonly SealedCause[] = [
  seal(duplicateProxyTwoAdObjects, releaseDuplicateAddress),
  seal(duplicateHeldByCloudOnlyUser, setAnchorOfHolder),
  seal(duplicateHeldBySoftDeletedUser),
  seal(quarantinedUpn),
  seal(quarantinedProxy),
];
