import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const shared = ({ other }: Company): void => {
  other.attributes['userPrincipalName'] = ['JSmith@contoso.com'];
};

describeCause(sealed('duplicate-upn-two-ad-objects'), {
  confirms: [
    { when: 'another account in scope has the name, in other letters', given: shared, layer: 5, remedy: null, says: /CN=Mary Jones.*jsmith@contoso\.com/, shows: ['userPrincipalName=jsmith@contoso.com', 'userPrincipalName=JSmith@contoso.com'] },
    { when: 'it is not in the cloud yet', given: (given) => { shared(given); given.users.splice(0, 1); }, layer: 4 },
    { when: 'Entra has put the name aside', given: (given) => { shared(given); Object.assign(given.user, { userPrincipalName: 'jsmith4711@contoso.onmicrosoft.com', onPremisesProvisioningErrors: [{ category: 'PropertyConflict', propertyCausingError: 'UserPrincipalName', value: 'jsmith@contoso.com' }] }); }, layer: 4, shows: ['userPrincipalName', 'userPrincipalName', 'onPremisesProvisioningErrors'] },
    { when: 'the other account is disabled but synchronised all the same', given: (given) => { shared(given); given.other.attributes['userAccountControl'] = ['514']; }, layer: 5, remedy: 'give-lesser-own-name', proposes: /"before":\["JSmith@contoso\.com"\],"after":\["mjones@corp\.contoso\.com"\]/ },
    { when: 'the connectors were not read but Entra states the conflict', given: (given) => { shared(given); delete given.server['connectors']; given.user['onPremisesProvisioningErrors'] = [{ propertyCausingError: 'UserPrincipalName', value: 'jsmith@contoso.com' }]; }, layer: 4 },
  ],
  rulesOut: [
    { when: 'every name occurs once', given: () => {} },
    { when: 'the other account only has an implicit name: its logon name at the domain', given: ({ ad, other }) => { ad.attributes['userPrincipalName'] = ['mjones@corp.contoso.com']; other.attributes['userPrincipalName'] = ['mary@contoso.com']; } },
    { when: 'the other account has no name at all, only an implicit one', given: ({ ad, other }) => { ad.attributes['userPrincipalName'] = ['mjones@corp.contoso.com']; delete other.attributes['userPrincipalName']; } },
    { when: 'the other account is out of scope', given: (given) => { shared(given); given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'it is out of scope itself', given: (given) => { shared(given); given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'the other one is a conflict copy', given: (given) => { shared(given); given.other.dn = 'CN=Mary Jones\\0ACNF:8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f,OU=Staff,DC=corp,DC=contoso,DC=com'; } },
    { when: 'the other one is the linked mailbox of the same person', given: (given) => { shared(given); given.other.attributes['msExchMasterAccountSid'] = ['S-1-5-21-1111-2222-3333-1104']; } },
    { when: 'sign-in names are made of mail', given: (given) => { shared(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; } },
    { when: 'it has no name', given: (given) => { delete given.ad.attributes['userPrincipalName']; } },
  ],
  cannotTell: [{ when: 'the connectors were not read', given: (given) => { shared(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] }],
});
