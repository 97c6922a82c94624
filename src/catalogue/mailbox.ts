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
import { mailboxByPeople } from '../remedies/by-people/mailbox-by-people.ts';
import { licenceRepairs } from '../remedies/licence-repairs.ts';
import { valueRepairs } from '../remedies/value-repairs.ts';
import { seal, type SealedCause } from './seal.ts';

export const MAILBOX: readonly SealedCause[] = [
  seal(usageLocationMissing, valueRepairs.writeUsageLocation, licenceRepairs.setUsageLocation, mailboxByPeople.chooseLocation), seal(licenceNoSeats, licenceRepairs.reprocessLicences, mailboxByPeople.makeSeat), seal(licencePlansConflict, mailboxByPeople.partPlans), seal(licenceLocationProhibited, mailboxByPeople.correctLocation), seal(licenceDependency, mailboxByPeople.addPlan),
  seal(licenceAddressConflict, mailboxByPeople.freeForLicence), seal(licenceOtherError, licenceRepairs.reprocessLicences, mailboxByPeople.mendOther), seal(licenceMissing, licenceRepairs.assignOnlyLicence, mailboxByPeople.chooseLicence), seal(mailboxBlockedByOnpremGuid, mailboxByPeople.confirmNoMailbox), seal(archiveGuidMismatch, mailboxByPeople.alignArchive),
  seal(serviceProvisioningError, licenceRepairs.retryProvisioning, mailboxByPeople.followService), seal(mailboxNotProvisionedYet, mailboxByPeople.awaitMailbox), seal(primaryIsOnmicrosoft, mailboxByPeople.writePrimary),
];
