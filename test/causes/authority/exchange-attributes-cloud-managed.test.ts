import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const handedOver = ({ entra }: Company, changes: Record<string, unknown> = {}): void => {
  Object.assign((entra['exchangeRecipients'] as object[])[0] ?? {}, { IsExchangeCloudManaged: true, ...changes });
};

describeCause(sealed('exchange-attributes-cloud-managed'), {
  confirms: [{ when: 'Exchange Online says so of its mailbox', given: (given) => handedOver(given), evidenceClass: 'A' }],
  rulesOut: [
    { when: 'AD is the master', given: () => {} },
    { when: 'another mailbox was handed over', given: (given) => handedOver(given, { ExternalDirectoryObjectId: 'other' }) },
    { when: 'Exchange Online was not read, but every address has come through', given: ({ entra }) => { delete entra['exchangeRecipients']; } },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
  ],
  cannotTell: [{ when: 'Exchange Online was not read and an address is missing', given: (given) => { delete given.entra['exchangeRecipients']; given.ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:js@contoso.com']; }, missing: ['entra.exchangeRecipients'] }],
});
