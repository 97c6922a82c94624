import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const IN_AD = 'QF5HMK7n80qvdYsUPIHa9Q==';
const OTHER = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const inExchange = ({ entra }: Company, guid: string): void => { Object.assign((entra['exchangeRecipients'] as object[])[0] ?? {}, { ArchiveGuid: guid }); };
const complaint = ({ user }: Company, isResolved = false): void => {
  user['serviceProvisioningErrors'] = [{ isResolved, serviceInstance: 'exchange/x', createdDateTime: '2026-11-20T09:00:00Z', errorDetail: '<ErrorDescription>Failed to sync the ArchiveGuid 00000000-0000-0000-0000-000000000000 of mailbox 1 because one cloud archive 2 exists.</ErrorDescription>' }];
};

describeCause(sealed('archive-guid-mismatch'), {
  confirms: [
    { when: 'AD and Exchange Online name different archives', given: (given) => { given.ad.attributes['msExchArchiveGUID'] = [IN_AD]; inExchange(given, OTHER); }, says: /30475e40.*8d1c9c4e/ },
    { when: 'Exchange states the validation error', given: (given) => { complaint(given); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'neither side has an archive', given: () => {} },
    { when: 'both name the same, spelled in capitals', given: (given) => { given.ad.attributes['msExchArchiveGUID'] = [IN_AD]; inExchange(given, '30475E40-E7AE-4AF3-AF75-8B143C81DAF5'); } },
    { when: 'only Exchange Online has one', given: (given) => inExchange(given, OTHER) },
    { when: 'the error is resolved', given: (given) => complaint(given, true) },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
  ],
  cannotTell: [{ when: 'Exchange Online was not read', given: (given) => { given.ad.attributes['msExchArchiveGUID'] = [IN_AD]; delete given.entra['exchangeRecipients']; }, missing: ['entra.exchangeRecipients'] }],
});
