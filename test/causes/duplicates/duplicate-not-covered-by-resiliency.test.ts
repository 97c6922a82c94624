import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, type Company } from '../company.ts';

const GROUP = { id: '44444444-aaaa-4aaa-8aaa-000000000004', displayName: 'Sales', proxyAddresses: ['SMTP:jsmith@contoso.com'], onPremisesSyncEnabled: null };
const refused = (given: Company, attribute: string, value: string, holder = GROUP.id): void => exportError(given, { ErrorExtraDetails: conflictOf(attribute, value, holder) });
/** The object asked about is a group. */
const asGroup = ({ ad, server, users }: Company): void => {
  ad.attributes['objectClass'] = ['top', 'group'];
  delete ad.attributes['userPrincipalName'];
  users.splice(0, 1);
  for (const object of server['csObjects'] as Record<string, unknown>[]) object['ObjectType'] = 'group';
};
const otherGroup = ({ other }: Company): void => {
  other.attributes['objectClass'] = ['top', 'group'];
  other.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com'];
};

describeCause(sealed('duplicate-not-covered-by-resiliency'), {
  confirms: [
    { when: 'the sign-in name of a user is the address of a group in the cloud', given: (given) => { given.entra['groups'] = [GROUP]; refused(given, 'ProxyAddresses', 'SMTP:jsmith@contoso.com'); }, evidenceClass: 'A', says: /address of the group Sales/, statedAt: '2026-11-21T09:01:50Z', remedy: null },
    { when: 'the address of a group is the sign-in name of a user', given: (given) => { asGroup(given); given.users.push({ id: 'u', userPrincipalName: 'jsmith@contoso.com', onPremisesImmutableId: null }); refused(given, 'UserPrincipalName', 'jsmith@contoso.com', 'u'); }, evidenceClass: 'A', says: /sign-in name of the user/ },
    { when: 'two groups that are both new bring one address', given: (given) => { asGroup(given); otherGroup(given); refused(given, 'ProxyAddresses', 'SMTP:jsmith@contoso.com', 'x'); }, evidenceClass: 'A', says: /new as well/ },
    { when: 'the SID is taken', given: (given) => refused(given, 'OnPremiseSecurityIdentifier', 'S-1-5-21-1111-2222-3333-1104'), evidenceClass: 'A', says: /SID/ },
    { when: 'the SIP address is taken', given: (given) => refused(given, 'SipProxyAddress', 'sip:jsmith@contoso.com'), evidenceClass: 'A', says: /SIP/ },
  ],
  rulesOut: [
    { when: 'nothing is refused', given: () => {} },
    { when: 'two users collide over an address: that is put aside', given: (given) => { given.users.push({ id: 'u', userPrincipalName: 'x@contoso.com', proxyAddresses: ['smtp:john.smith@contoso.com'] }); refused(given, 'ProxyAddresses', 'smtp:john.smith@contoso.com', 'u'); } },
    { when: 'the address of a group is taken by one that is in the cloud already', given: (given) => { asGroup(given); given.entra['groups'] = [{ ...GROUP, onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: 'S-1-5-21-1111-2222-3333-1105' }]; otherGroup(given); refused(given, 'ProxyAddresses', 'SMTP:jsmith@contoso.com', GROUP.id); } },
    { when: 'the name is quarantined: that is what is meant to happen', given: ({ user }) => { user['onPremisesProvisioningErrors'] = [{ propertyCausingError: 'UserPrincipalName', value: 'jsmith@contoso.com' }]; } },
    { when: 'a clean export has followed', given: (given) => exportError(given, { LatestOccurrence: '2026-11-20T09:00:00Z', ErrorExtraDetails: conflictOf('SipProxyAddress', 'sip:jsmith@contoso.com', 'x') }) },
    { when: 'the error is about the form of a value', given: (given) => exportError(given, { ErrorName: 'IdentityDataValidationFailed', ErrorExtraDetails: JSON.stringify([{ Key: 'InvalidAttributeName', Value: ['UserPrincipalName'] }]) }) },
  ],
});
