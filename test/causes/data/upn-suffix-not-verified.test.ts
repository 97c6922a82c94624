import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const rewritten = ({ ad, user }: Company): void => {
  ad.attributes['userPrincipalName'] = ['jsmith@corp.local'];
  user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com';
};

const suffixes = ({ bundle }: Company, upnSuffixes: readonly string[] | undefined): void => {
  Object.assign(bundle['directory'] as object, { forests: (bundle['directory'] as { forests: object[] }).forests.map((forest) => ({ ...forest, upnSuffixes })) });
};

describeCause(sealed('upn-suffix-not-verified'), {
  confirms: [
    { when: 'the suffix is not among the verified domains', given: rewritten, says: /can never be verified/, remedy: 'rename-to-own-address', proposes: /"before":\["jsmith@corp\.local"\],"after":\["jsmith@contoso\.com"\]/, shows: ['userPrincipalName=jsmith@corp.local', 'userPrincipalName=jsmith@contoso.onmicrosoft.com', 'domains (verified)=contoso.com, contoso.onmicrosoft.com'] },
    { when: 'the forest does not offer the suffix of the own address, which is then added first', given: (given) => { rewritten(given); suffixes(given, ['corp.contoso.com', 'other.example']); }, remedy: 'offer-suffix-first', proposes: /"ad\.change-upn-suffixes".*"before":\["other\.example"\],"after":\["other\.example","contoso\.com"\].*"ad\.change-values".*"sync\.start-delta"/ },
    { when: 'mail is empty, and gets the same address', given: (given) => { rewritten(given); delete given.ad.attributes['mail']; }, remedy: 'rename-to-own-address', proposes: /"userPrincipalName".*"attribute":"mail","before":\[\],"after":\["jsmith@contoso\.com"\].*"sync\.start-delta"/ },
    { when: 'proxyAddresses is empty, and gets the same address', given: (given) => { rewritten(given); given.ad.attributes['proxyAddresses'] = []; }, remedy: 'rename-to-own-address', proposes: /"userPrincipalName".*"ad\.change-addresses".*"add":\["SMTP:jsmith@contoso\.com"\]/ },
    { when: 'the suffixes of the forest were not read, and then a human chooses', given: (given) => { rewritten(given); suffixes(given, undefined); }, remedy: null },
    { when: 'mail and primary address differ, and then a human chooses', given: (given) => { rewritten(given); given.ad.attributes['mail'] = ['john@contoso.com']; }, remedy: null },
    { when: 'a deleted account has the name, so that nothing is written', given: (given) => { rewritten(given); given.entra['deletedUsers'] = [{ id: '22222222-aaaa-4aaa-8aaa-000000000002', userPrincipalName: '22222222aaaa4aaa8aaa000000000002jsmith@contoso.com' }]; }, remedy: null },
    { when: 'people sign in with another attribute, and then a human chooses', given: (given) => { rewritten(given); given.ad.attributes['extensionAttribute1'] = ['jsmith@corp.local']; given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'extensionAttribute1' }, { Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'mS-DS-ConsistencyGuid' }] }; }, remedy: null },
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
