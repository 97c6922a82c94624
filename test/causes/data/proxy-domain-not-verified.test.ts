import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const foreign = ({ ad }: Company): void => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:jsmith@fabrikam.com']; };
const unlicensed = (given: Company): void => { given.user['assignedLicenses'] = []; };

describeCause(sealed('proxy-domain-not-verified'), {
  confirms: [
    { when: 'an account with an Exchange licence has an address of an unverified domain', given: foreign, says: /fabrikam\.com is not a verified domain/, remedy: null },
    { when: 'AD marks an account without licence as a mailbox in the cloud', given: (given) => { foreign(given); unlicensed(given); given.ad.attributes['msExchRemoteRecipientType'] = ['4']; }, says: /marks as a mailbox/ },
    { when: 'the domain is listed but not verified', given: (given) => { foreign(given); given.entra['domains'] = [{ id: 'contoso.com', isVerified: true }, { id: 'fabrikam.com', isVerified: false }, { id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }]; } },
    { when: 'the domain only ends alike', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:jsmith@notcontoso.com']; } },
  ],
  rulesOut: [
    { when: 'every domain is verified', given: () => {} },
    { when: 'the account has no licence, so that the address is kept', given: (given) => { foreign(given); unlicensed(given); } },
    { when: 'the address is in Entra all the same', given: (given) => { foreign(given); given.user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:jsmith@fabrikam.com']; } },
    { when: 'the domain lies below a verified one', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:jsmith@mail.contoso.com']; } },
    { when: 'the address belongs to another object, which Entra states', given: (given) => { foreign(given); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'SMTP:jsmith@fabrikam.com' }]; } },
    { when: 'the account is not in Entra', given: (given) => { foreign(given); given.users.splice(0); } },
    { when: 'only a sip address has another domain', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'sip:jsmith@fabrikam.com']; } },
    { when: 'the account was made cloud-managed', given: (given) => { foreign(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
  cannotTell: [
    { when: 'the plans of its licence were not read', given: (given) => { foreign(given); delete given.entra['subscribedSkus']; }, missing: ['entra.subscribedSkus'] },
    { when: 'neither domains nor organization were read', given: (given) => { foreign(given); delete given.entra['domains']; delete given.entra['organization']; }, missing: ['entra.domains'] },
    { when: 'the addresses of the account were not asked for', given: (given) => { foreign(given); delete given.user['proxyAddresses']; }, missing: ['entra.users'] },
    { when: 'Entra was not read', given: (given) => { foreign(given); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'Entra was not read and AD marks it as a mailbox', given: (given) => { foreign(given); given.ad.attributes['msExchRemoteRecipientType'] = ['4']; delete given.entra['users']; }, missing: ['entra.users'] },
  ],
});
