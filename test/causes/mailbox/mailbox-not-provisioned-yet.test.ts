import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { licenceChange, noMailbox } from './refused.ts';

const planned = (given: Company, assignedDateTime: string): void => {
  given.user['assignedPlans'] = [{ service: 'exchange', servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', capabilityStatus: 'Enabled', assignedDateTime }];
};

describeCause(sealed('mailbox-not-provisioned-yet'), {
  confirms: [
    { when: 'the plan was assigned today and Exchange has no recipient', given: (given) => { planned(given, '2026-11-21T08:30:00Z'); noMailbox(given); } },
    { when: 'Exchange has only a mail user so far', given: (given) => { planned(given, '2026-11-21T08:30:00Z'); given.entra['exchangeRecipients'] = [{ ExternalDirectoryObjectId: given.user['id'], RecipientType: 'MailUser', RecipientTypeDetails: 'MailUser' }]; } },
    { when: 'the audit log shows the assignment', given: (given) => { noMailbox(given); given.entra['directoryAudits'] = [licenceChange(given, { before: false, after: true, at: '2026-11-20T12:00:00Z' })]; } },
    { when: 'Exchange was not read within the first hour', given: (given) => { planned(given, '2026-11-21T08:30:00Z'); delete given.entra['exchangeRecipients']; }, evidenceClass: 'C' },
    { when: 'Exchange was not read, some hours later', given: (given) => { planned(given, '2026-11-21T02:00:00Z'); delete given.entra['exchangeRecipients']; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the mailbox is there', given: (given) => planned(given, '2026-11-21T08:30:00Z') },
    { when: 'more than a day has passed', given: (given) => { planned(given, '2026-11-20T09:00:00Z'); noMailbox(given); } },
    { when: 'nothing tells when the licence was assigned', given: noMailbox },
    { when: 'it has no licence', given: (given) => { noMailbox(given); given.user['assignedLicenses'] = []; } },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
  ],
});
