import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const without = ({ user }: Company): void => {
  user['proxyAddresses'] = ['SMTP:jsmith@contoso.onmicrosoft.com'];
  user['mail'] = 'jsmith@contoso.onmicrosoft.com';
};
const quarantined = (given: Company): void => {
  without(given);
  given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: 'ProxyAddresses', value: 'SMTP:jsmith@contoso.com' }];
};

describeCause(sealed('quarantined-proxy'), {
  confirms: [{ when: 'Entra states that the address is taken', given: quarantined, evidenceClass: 'A', says: /SMTP:jsmith@contoso.com is missing/ },
    { when: 'Graph spells the property as its documentation does', given: (given) => { quarantined(given); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddress', value: 'SMTP:jsmith@contoso.com' }]; }, evidenceClass: 'A' }],
  rulesOut: [
    { when: 'the errors were not read, but every address is in place', given: ({ user }) => { delete user['onPremisesProvisioningErrors']; } },
    { when: 'the address is missing without an entry: it was dropped', given: without },
    { when: 'the entry is old and the address is in place', given: (given) => { quarantined(given); given.user['proxyAddresses'] = ['smtp:jsmith@contoso.com']; } },
    { when: 'AD does not want the address any more', given: (given) => { quarantined(given); given.ad.attributes['proxyAddresses'] = ['SMTP:john.smith@contoso.com']; given.ad.attributes['mail'] = ['john.smith@contoso.com']; given.ad.attributes['userPrincipalName'] = ['john.smith@contoso.com']; } },
  ],
  cannotTell: [
    { when: 'Entra was not read', given: ({ entra }) => { delete entra['users']; }, missing: ['entra.users'] },
    { when: 'the errors of the account were not read and an address is missing', given: (given) => { without(given); delete given.user['onPremisesProvisioningErrors']; }, missing: ['entra.users'] },
  ],
});
