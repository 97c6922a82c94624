import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { noMailbox } from './refused.ts';

const GUID = 'QF5HMK7n80qvdYsUPIHa9Q==';
function left(given: Company): void {
  given.ad.attributes['msExchMailboxGuid'] = [GUID];
  noMailbox(given);
}

describeCause(sealed('mailbox-blocked-by-onprem-guid'), {
  confirms: [
    { when: 'AD names a mailbox, it is licensed, and Exchange Online has none', given: left, says: /30475e40-e7ae-4af3-af75-8b143c81daf5/ },
    { when: 'Exchange Online has a mail user for it', given: (given) => { left(given); given.entra['exchangeRecipients'] = [{ ExternalDirectoryObjectId: given.user['id'], RecipientType: 'MailUser', RecipientTypeDetails: 'MailUser' }]; } },
    { when: 'Exchange says so itself', given: (given) => { left(given); given.user['serviceProvisioningErrors'] = [{ isResolved: false, serviceInstance: 'exchange/x', createdDateTime: '2026-11-20T09:00:00Z', errorDetail: "<E><ErrorDescription>This user's on-premises mailbox hasn't been migrated to Exchange Online.</ErrorDescription></E>" }]; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'AD names no mailbox', given: noMailbox },
    { when: 'the mailbox really is on-premises', given: (given) => { left(given); given.ad.attributes['homeMDB'] = ['CN=DB1,CN=Databases,DC=contoso,DC=com']; } },
    { when: 'the mailbox was moved and is there', given: (given) => { given.ad.attributes['msExchMailboxGuid'] = [GUID]; } },
    { when: 'AD marks it as a remote mailbox', given: (given) => { left(given); given.ad.attributes['msExchRemoteRecipientType'] = ['4']; } },
    { when: 'no licence asks for a mailbox', given: (given) => { left(given); given.user['assignedLicenses'] = []; } },
    { when: 'the value is all zero', given: (given) => { noMailbox(given); given.ad.attributes['msExchMailboxGuid'] = ['AAAAAAAAAAAAAAAAAAAAAA==']; } },
  ],
  cannotTell: [
    { when: 'Exchange Online was not read', given: (given) => { left(given); delete given.entra['exchangeRecipients']; }, missing: ['entra.exchangeRecipients'] },
    { when: 'the plans of its licence are not known', given: (given) => { left(given); delete given.entra['subscribedSkus']; }, missing: ['entra.subscribedSkus'] },
  ],
});
