import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const reserved = (address: string) => ({ ad }: Company): void => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', `smtp:${address}`]; };

/** The subject becomes a group that is in Entra. */
const group = (given: Company): void => {
  given.ad.attributes = { objectClass: ['top', 'group'], objectGUID: ['TpwcjSo/bkucfSobPE1ebw=='], sAMAccountName: ['jsmith'], displayName: ['Team'], mail: ['team@contoso.com'], proxyAddresses: ['SMTP:team@contoso.com', 'smtp:crew@contoso.onmicrosoft.com'] };
  given.users.splice(0);
  given.entra['groups'] = [{ id: '44444444-aaaa-4aaa-8aaa-000000000001', displayName: 'Team', mail: 'team@contoso.com', onPremisesSyncEnabled: true, proxyAddresses: ['SMTP:team@contoso.com'] }];
};

describeCause(sealed('proxy-reserved-suffix'), {
  confirms: [
    { when: 'AD holds an onmicrosoft.com address that Entra does not have', given: reserved('john@contoso.onmicrosoft.com'), says: /ignores john@contoso\.onmicrosoft\.com/, remedy: 'remove-reserved-addresses', proposes: /"remove":\["smtp:john@contoso\.onmicrosoft\.com"\],"add":\[\]/ },
    { when: 'it is one of microsoftonline.com', given: reserved('john@contoso.microsoftonline.com') },
    { when: 'it stands on a group', given: group },
  ],
  rulesOut: [
    { when: 'the group has it in Entra', given: (given) => { group(given); Object.assign((given.entra['groups'] as object[])[0] ?? {}, { proxyAddresses: ['SMTP:team@contoso.com', 'smtp:crew@contoso.onmicrosoft.com'] }); } },
    { when: 'the address is there as the one that Entra makes itself', given: reserved('jsmith@contoso.onmicrosoft.com') },
    { when: 'it is the remote routing address of a hybrid mailbox', given: reserved('jsmith@contoso.mail.onmicrosoft.com') },
    { when: 'only targetAddress points there', given: ({ ad }) => { ad.attributes['targetAddress'] = ['SMTP:jsmith@contoso.mail.onmicrosoft.com']; } },
    { when: 'the domain only ends alike', given: reserved('john@myonmicrosoft.com') },
    { when: 'the account is not in Entra', given: (given) => { reserved('john@contoso.onmicrosoft.com')(given); given.users.splice(0); } },
  ],
  cannotTell: [
    { when: 'the groups of Entra were not read', given: (given) => { group(given); delete given.entra['groups']; }, missing: ['entra.groups'] },
    { when: 'Entra was not read', given: (given) => { reserved('john@contoso.onmicrosoft.com')(given); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'the addresses of the account were not asked for', given: (given) => { reserved('john@contoso.onmicrosoft.com')(given); delete given.user['proxyAddresses']; }, missing: ['entra.users'] },
  ],
});
