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

const entry = { category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: 'ProxyAddresses', value: 'SMTP:jsmith@contoso.com' };

describeCause(sealed('quarantined-proxy'), {
  confirms: [
    { when: 'Entra states that the address is taken', given: quarantined, evidenceClass: 'A', says: /SMTP:jsmith@contoso.com is missing/ },
    { when: 'Graph spells the property as its documentation does', given: (given) => { quarantined(given); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddress', value: 'SMTP:jsmith@contoso.com' }]; }, evidenceClass: 'A' },
    { when: 'the entry names what, which value and when', given: quarantined, evidenceClass: 'A', statedAt: '2026-11-20T10:00:00Z', shows: ['onPremisesProvisioningErrors=PropertyConflict ProxyAddresses: SMTP:jsmith@contoso.com'] },
    { when: 'the entry does not name the value', given: (given) => { quarantined(given); given.user['onPremisesProvisioningErrors'] = [{ ...entry, category: null, value: null }]; }, evidenceClass: 'A', shows: ['onPremisesProvisioningErrors=ProxyAddresses:'] },
    { when: 'the account is in the cloud only, so that AD cannot tell what it wants', given: (given) => { quarantined(given); given.entries.shift(); given.bundle['subject'] = given.user['userPrincipalName']; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the errors were not read, but every address is in place', given: ({ user }) => { delete user['onPremisesProvisioningErrors']; } },
    { when: 'the address is missing without an entry: it was dropped', given: without },
    { when: 'the entry is old and the address is in place', given: (given) => { quarantined(given); given.user['proxyAddresses'] = ['smtp:jsmith@contoso.com']; } },
    { when: 'AD does not want the address any more', given: (given) => { quarantined(given); given.ad.attributes['proxyAddresses'] = ['SMTP:john.smith@contoso.com']; given.ad.attributes['mail'] = ['john.smith@contoso.com']; given.ad.attributes['userPrincipalName'] = ['john.smith@contoso.com']; } },
    { when: 'there is no cloud account', given: (given) => { given.users.splice(0); } },
    { when: 'the account was never synchronised', given: (given) => { without(given); delete given.user['onPremisesProvisioningErrors']; given.user['onPremisesSyncEnabled'] = null; } },
    { when: 'only an address of the initial domain is missing, which is dropped by rule', given: (given) => { delete given.user['onPremisesProvisioningErrors']; given.ad.attributes['proxyAddresses']?.push('smtp:js@contoso.onmicrosoft.com'); } },
  ],
  cannotTell: [
    { when: 'Entra was not read', given: ({ entra }) => { delete entra['users']; }, missing: ['entra.users'] },
    { when: 'the errors of the account were not read and an address is missing', given: (given) => { without(given); delete given.user['onPremisesProvisioningErrors']; }, missing: ['entra.users'] },
    { when: 'it is a group and the groups were not read', given: (given) => { given.ad.attributes['objectClass'] = ['top', 'group']; delete given.entra['groups']; }, missing: ['entra.groups'] },
    { when: 'it is a contact and the contacts were not read', given: (given) => { given.ad.attributes['objectClass'] = ['top', 'person', 'contact']; delete given.entra['contacts']; }, missing: ['entra.contacts'] },
    { when: 'the errors were not read and one of two addresses is missing', given: ({ user }) => { delete user['onPremisesProvisioningErrors']; user['proxyAddresses'] = ['SMTP:jsmith@contoso.com']; }, missing: ['entra.users'] },
    { when: 'the errors were not read and AD cannot tell what it wants', given: (given) => { delete given.user['onPremisesProvisioningErrors']; given.entries.shift(); }, missing: ['entra.users'] },
  ],
});
