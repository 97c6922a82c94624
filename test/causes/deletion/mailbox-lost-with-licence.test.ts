import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { licenceChange, noMailbox } from '../mailbox/refused.ts';

function lost(given: Company, at = '2026-11-10T10:00:00Z'): void {
  given.user['assignedLicenses'] = [];
  given.user['licenseAssignmentStates'] = [];
  noMailbox(given);
  given.entra['directoryAudits'] = [licenceChange(given, { before: true, after: false, at })];
}
const recipient = (given: Company, changes: Record<string, unknown>): void => {
  given.entra['exchangeRecipients'] = [{ ExternalDirectoryObjectId: given.user['id'], RecipientType: 'UserMailbox', RecipientTypeDetails: 'UserMailbox', ...changes }];
};

describeCause(sealed('mailbox-lost-with-licence'), {
  confirms: [
    { when: 'the audit log shows that its licence went', given: lost, remedy: 'give-licence-back', proposes: /entra\.change-licence.*"before":null/, says: /ops@contoso\.com took ENTERPRISEPACK .* until 2026-12-10 10:00 UTC/ },
    { when: 'the mailbox is soft-deleted', given: (given) => { lost(given); recipient(given, { WhenSoftDeleted: '2026-11-10T10:05:00Z' }); } },
    { when: 'Exchange was not read', given: (given) => { lost(given); delete given.entra['exchangeRecipients']; } },
    { when: 'only the Exchange plan was switched off', given: (given) => { lost(given); given.entra['directoryAudits'] = [licenceChange(given, { before: true, after: true, at: '2026-11-10T10:00:00Z' }, 'EXCHANGE_S_ENTERPRISE')]; }, remedy: null, says: /the Exchange plan/ },
    { when: 'the plans of the licence are not known', given: (given) => { lost(given); delete given.entra['subscribedSkus']; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'it has its licence', given: () => {} },
    { when: 'more than 30 days have passed', given: (given) => lost(given, '2026-10-20T10:00:00Z') },
    { when: 'the mailbox is kept as an inactive one', given: (given) => { lost(given); recipient(given, { IsInactiveMailbox: true }); } },
    { when: 'the mailbox is there', given: (given) => { lost(given); recipient(given, {}); } },
    { when: 'no licence was taken away', given: (given) => { lost(given); given.entra['directoryAudits'] = []; } },
    { when: 'the attempt to take it failed', given: (given) => { lost(given); given.entra['directoryAudits'] = [{ ...licenceChange(given, { before: true, after: false, at: '2026-11-10T10:00:00Z' }), result: 'failure' }]; } },
  ],
  cannotTell: [{ when: 'the audit log was not read', given: (given) => { lost(given); delete given.entra['directoryAudits']; }, missing: ['entra.directoryAudits'] }],
});
