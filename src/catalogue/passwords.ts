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
import { passwordsByPeople } from '../remedies/by-people/passwords-by-people.ts';
import { restartService } from '../remedies/restart-service.ts';
import { sendPasswordHash } from '../remedies/send-password-hash.ts';
import { shutOutExpired } from '../remedies/shut-out-expired.ts';
import { seal, type SealedCause } from './seal.ts';

export const PASSWORDS: readonly SealedCause[] = [
  seal(signInNotPhs), seal(phsFeatureOff, passwordsByPeople.enableHashes), seal(phsReplicationPermission, passwordsByPeople.grantReplication), seal(phsDcUnreachable, passwordsByPeople.openRpc), seal(phsFips, passwordsByPeople.allowMd5), seal(phsPausedForFullSync, passwordsByPeople.awaitFullSync), seal(phsHeartbeatStale, restartService, passwordsByPeople.restartAtServer), seal(phsObjectNotInCloudYet),
  seal(phsMustChangePassword, passwordsByPeople.changePassword), seal(phsAccountNotCovered, passwordsByPeople.coverAccount), seal(phsSingleUserError, sendPasswordHash, passwordsByPeople.newPassword), seal(passwordWritebackFails, passwordsByPeople.resetAgain), seal(cloudPasswordSetByAdmin, passwordsByPeople.setPasswordInAd), seal(smartcardRequiredHash, passwordsByPeople.renewSmartcard), seal(accountExpiredStillActive, shutOutExpired, passwordsByPeople.lockOut),
];
