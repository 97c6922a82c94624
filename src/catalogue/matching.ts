import { adAccountRecreatedNewAnchor } from '../causes/matching/ad-account-recreated-new-anchor.ts';
import { immutableIdMalformed } from '../causes/matching/immutable-id-malformed.ts';
import { staleImmutableIdOnCloudUser } from '../causes/matching/stale-immutable-id-on-cloud-user.ts';
import { clearCloudAnchor } from '../remedies/clear-cloud-anchor.ts';
import { setCloudAnchor } from '../remedies/set-cloud-anchor.ts';
import { writeConsistencyGuid } from '../remedies/write-consistency-guid.ts';
import { seal, type SealedCause } from './seal.ts';

export const MATCHING: readonly SealedCause[] = [
  seal(immutableIdMalformed, setCloudAnchor, clearCloudAnchor),
  seal(staleImmutableIdOnCloudUser, writeConsistencyGuid, setCloudAnchor, clearCloudAnchor),
  seal(adAccountRecreatedNewAnchor, writeConsistencyGuid),
];
