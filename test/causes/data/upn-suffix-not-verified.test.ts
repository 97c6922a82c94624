import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const rewritten = ({ ad, user }: Company): void => {
  ad.attributes['userPrincipalName'] = ['jsmith@corp.local'];
  user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com';
};

describeCause(sealed('upn-suffix-not-verified'), {
  confirms: [
    { when: 'the suffix is not among the verified domains', given: rewritten, says: /can never be verified/, shows: ['userPrincipalName=jsmith@corp.local', 'userPrincipalName=jsmith@contoso.onmicrosoft.com', 'domains (verified)=contoso.com, contoso.onmicrosoft.com'] },
    { when: 'only the parent of the suffix is verified', given: (given) => { rewritten(given); given.ad.attributes['userPrincipalName'] = ['jsmith@emea.contoso.com']; } },
    { when: 'the domain is listed but not verified', given: (given) => { rewritten(given); given.ad.attributes['userPrincipalName'] = ['jsmith@new.example']; given.entra['domains'] = [{ id: 'new.example', isVerified: false }, { id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }]; } },
    { when: 'an address is quarantined at the same time', given: (given) => { rewritten(given); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'SMTP:x@contoso.com' }]; } },
    { when: 'the domains are known from the organization alone', given: (given) => { rewritten(given); delete given.entra['domains']; } },
    { when: 'an alternate login with mail is possible because the settings were not read', given: (given) => { rewritten(given); delete given.server['globalSettings']; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'the suffix is verified, in whatever letters', given: ({ ad }) => { ad.attributes['userPrincipalName'] = ['jsmith@CONTOSO.COM']; } },
    { when: 'the domain was verified just now and the cloud has not recalculated', given: ({ user }) => { user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; } },
    { when: 'Entra states that the name is taken', given: (given) => { rewritten(given); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'UserPrincipalName', value: 'jsmith@corp.local' }]; } },
    { when: 'people sign in with mail and its suffix is verified', given: (given) => { rewritten(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; } },
    { when: 'the account is not in Entra yet', given: (given) => { rewritten(given); given.users.splice(0); } },
    { when: 'the account was made cloud-managed', given: (given) => { rewritten(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
    { when: 'the cloud name is not on the initial domain', given: (given) => { rewritten(given); given.user['userPrincipalName'] = 'other@contoso.com'; } },
  ],
  cannotTell: [
    { when: 'neither domains nor organization were read', given: (given) => { rewritten(given); delete given.entra['domains']; delete given.entra['organization']; }, missing: ['entra.domains'] },
    { when: 'Entra was not read', given: (given) => { rewritten(given); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'the settings were not read, and mail may be the sign-in name: its suffix is not verified', given: (given) => { given.user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; given.ad.attributes['mail'] = ['jsmith@corp.local']; delete given.server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
  ],
});
