import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, type Company } from '../company.ts';

const SIP = 'msRTCSIP-PrimaryUserAddress';
const shared = ({ ad, other }: Company): void => {
  ad.attributes[SIP] = ['sip:jsmith@contoso.com'];
  other.attributes['proxyAddresses'] = ['SMTP:mjones@contoso.com', 'SIP:JSmith@contoso.com'];
};
const stranger = (given: Company, change: Record<string, unknown> = {}): void => {
  given.ad.attributes[SIP] = ['sip:jsmith@contoso.com'];
  given.users.push({ id: '3', displayName: 'Old John', userPrincipalName: 'john@contoso.onmicrosoft.com', proxyAddresses: [], imAddresses: ['sip:jsmith@contoso.com'], onPremisesImmutableId: null, onPremisesSyncEnabled: null, ...change });
};

describeCause(sealed('duplicate-sip-address'), {
  confirms: [
    { when: 'an address of type sip of another object equals it', given: shared, layer: 5, remedy: null, shows: [`${SIP}=jsmith@contoso.com`, 'proxyAddresses=jsmith@contoso.com'] },
    { when: 'the other account is switched off and has it for calls alone', given: (given) => { given.ad.attributes[SIP] = ['sip:jsmith@contoso.com']; given.other.attributes[SIP] = ['sip:JSmith@contoso.com']; given.other.attributes['userAccountControl'] = ['514']; }, layer: 5, remedy: 'release-session-address', proposes: /CN=Mary Jones.*"before":\["sip:JSmith@contoso\.com"\],"after":\[\]/ },
    { when: 'the other account is switched off but has it among its addresses', given: (given) => { shared(given); given.other.attributes['userAccountControl'] = ['514']; }, layer: 5, remedy: null },
    { when: 'the export error names the SIP address', given: (given) => { shared(given); exportError(given, { ErrorExtraDetails: conflictOf('SipProxyAddress', 'sip:jsmith@contoso.com', 'x') }); }, evidenceClass: 'A', statedAt: '2026-11-21T09:01:50Z' },
    { when: 'the export error names it and nobody that was read has it', given: (given) => exportError(given, { ErrorExtraDetails: conflictOf('SipProxyAddress', 'sip:jsmith@contoso.com', 'x') }), evidenceClass: 'A', says: /none of the objects/ },
    { when: 'an account made in the cloud has it among its imAddresses', given: stranger, layer: 5, says: /john@contoso\.onmicrosoft\.com/ },
    { when: 'both have it and it is not in the cloud yet', given: (given) => { shared(given); given.users.splice(0, 1); }, layer: 4 },
  ],
  rulesOut: [
    { when: 'it has no SIP address', given: () => {} },
    { when: 'its own account in the cloud has it', given: ({ ad }) => { ad.attributes[SIP] = ['sip:jsmith@contoso.com']; } },
    { when: 'it holds the same value in both of its attributes', given: ({ ad }) => { ad.attributes[SIP] = ['sip:jsmith@contoso.com']; ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'sip:jsmith@contoso.com']; } },
    { when: 'the other object is out of scope', given: (given) => { shared(given); given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'it is out of scope itself', given: (given) => { shared(given); given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'only an address of another type (EUM) is equal', given: ({ ad, other }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'EUM:500;phone-context=dial.contoso.com']; other.attributes['proxyAddresses'] = ['SMTP:mjones@contoso.com', 'EUM:500;phone-context=dial.contoso.com']; } },
    { when: 'a clean export has followed the error', given: (given) => exportError(given, { LatestOccurrence: '2026-11-20T09:00:00Z', ErrorExtraDetails: conflictOf('SipProxyAddress', 'sip:jsmith@contoso.com', 'x') }) },
  ],
  cannotTell: [{ when: 'the connectors were not read', given: (given) => { shared(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] }],
});
