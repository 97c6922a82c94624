import { accountExpiredStillActive } from '../causes/passwords/account-expired-still-active.ts';
import { cloudPasswordSetByAdmin } from '../causes/passwords/cloud-password-set-by-admin.ts';
import { passwordWritebackFails } from '../causes/passwords/password-writeback-fails.ts';
import { phsAccountNotCovered } from '../causes/passwords/phs-account-not-covered.ts';
import { phsDcUnreachable } from '../causes/passwords/phs-dc-unreachable.ts';
import { phsFeatureOff } from '../causes/passwords/phs-feature-off.ts';
import { phsFips } from '../causes/passwords/phs-fips.ts';
import { phsHeartbeatStale } from '../causes/passwords/phs-heartbeat-stale.ts';
import { phsMustChangePassword } from '../causes/passwords/phs-must-change-password.ts';
import { phsObjectNotInCloudYet } from '../causes/passwords/phs-object-not-in-cloud-yet.ts';
import { phsPausedForFullSync } from '../causes/passwords/phs-paused-for-full-sync.ts';
import { phsReplicationPermission } from '../causes/passwords/phs-replication-permission.ts';
import { phsSingleUserError } from '../causes/passwords/phs-single-user-error.ts';
import { signInNotPhs } from '../causes/passwords/sign-in-not-phs.ts';
import { smartcardRequiredHash } from '../causes/passwords/smartcard-required-hash.ts';
import { seal, type SealedCause } from './seal.ts';

export const PASSWORDS: readonly SealedCause[] = [
  seal(signInNotPhs), seal(phsFeatureOff), seal(phsReplicationPermission), seal(phsDcUnreachable), seal(phsFips), seal(phsPausedForFullSync), seal(phsHeartbeatStale), seal(phsObjectNotInCloudYet),
  seal(phsMustChangePassword), seal(phsAccountNotCovered), seal(phsSingleUserError), seal(passwordWritebackFails), seal(cloudPasswordSetByAdmin), seal(smartcardRequiredHash), seal(accountExpiredStillActive),
];
