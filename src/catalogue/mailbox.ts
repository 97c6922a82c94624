import { archiveGuidMismatch } from '../causes/mailbox/archive-guid-mismatch.ts';
import { licenceAddressConflict } from '../causes/mailbox/licence-address-conflict.ts';
import { licenceDependency } from '../causes/mailbox/licence-dependency.ts';
import { licenceLocationProhibited } from '../causes/mailbox/licence-location-prohibited.ts';
import { licenceMissing } from '../causes/mailbox/licence-missing.ts';
import { licenceNoSeats } from '../causes/mailbox/licence-no-seats.ts';
import { licenceOtherError } from '../causes/mailbox/licence-other-error.ts';
import { licencePlansConflict } from '../causes/mailbox/licence-plans-conflict.ts';
import { mailboxBlockedByOnpremGuid } from '../causes/mailbox/mailbox-blocked-by-onprem-guid.ts';
import { mailboxNotProvisionedYet } from '../causes/mailbox/mailbox-not-provisioned-yet.ts';
import { primaryIsOnmicrosoft } from '../causes/mailbox/primary-is-onmicrosoft.ts';
import { serviceProvisioningError } from '../causes/mailbox/service-provisioning-error.ts';
import { usageLocationMissing } from '../causes/mailbox/usage-location-missing.ts';
import { seal, type SealedCause } from './seal.ts';

export const MAILBOX: readonly SealedCause[] = [
  seal(usageLocationMissing), seal(licenceNoSeats), seal(licencePlansConflict), seal(licenceLocationProhibited), seal(licenceDependency),
  seal(licenceAddressConflict), seal(licenceOtherError), seal(licenceMissing), seal(mailboxBlockedByOnpremGuid), seal(archiveGuidMismatch),
  seal(serviceProvisioningError), seal(mailboxNotProvisionedYet), seal(primaryIsOnmicrosoft),
];
