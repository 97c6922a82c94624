import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const aliasless = (attribute: string, value: string) => ({ ad }: Company): void => { delete ad.attributes['mailNickname']; ad.attributes[attribute] = [value]; };

describeCause(sealed('exchange-attributes-need-mailnickname'), {
  confirms: [
    { when: 'an extension attribute does not arrive', given: aliasless('extensionAttribute5', 'Paris'), remedy: 'alias-from-account-name', proposes: /"attribute":"mailNickname","before":\[\],"after":\["jsmith"\]/, says: /has no mailNickname, so extensionAttribute5 does not flow/ },
    { when: 'hiding from the address list does not arrive', given: aliasless('msExchHideFromAddressLists', 'TRUE') },
    { when: 'it has a forwarding address, which the cloud does not show', given: aliasless('targetAddress', 'SMTP:jsmith@fabrikam.com') },
    { when: 'Entra was not read', given: (given) => { aliasless('extensionAttribute5', 'Paris')(given); delete given.entra['users']; } },
  ],
  rulesOut: [
    { when: 'there is an alias', given: ({ ad }) => { ad.attributes['extensionAttribute5'] = ['Paris']; } },
    { when: 'only proxyAddresses and mail have values, which flow without it', given: ({ ad }) => { delete ad.attributes['mailNickname']; } },
    { when: 'the attribute arrived all the same', given: (given) => { aliasless('extensionAttribute5', 'Paris')(given); given.user['onPremisesExtensionAttributes'] = { extensionAttribute5: 'Paris' }; } },
    { when: 'Exchange Online hides it', given: (given) => { aliasless('msExchHideFromAddressLists', 'TRUE')(given); Object.assign((given.entra['exchangeRecipients'] as object[])[0] ?? {}, { HiddenFromAddressListsEnabled: true }); } },
    { when: 'it is not hidden', given: aliasless('msExchHideFromAddressLists', 'FALSE') },
    { when: 'its Exchange attributes are managed in the cloud', given: (given) => { aliasless('extensionAttribute5', 'Paris')(given); Object.assign((given.entra['exchangeRecipients'] as object[])[0] ?? {}, { IsExchangeCloudManaged: true }); } },
    { when: 'the forest has no Exchange attributes', given: (given) => { aliasless('extensionAttribute5', 'Paris')(given); Object.assign((given.bundle['directory'] as { forests: object[] }).forests[0] ?? {}, { exchangeSchema: false }); } },
    { when: 'the account is not in Entra', given: (given) => { aliasless('extensionAttribute5', 'Paris')(given); given.users.splice(0); } },
  ],
});
