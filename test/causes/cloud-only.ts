import { withoutCloudAccount, type Company } from './company.ts';

type Json = Record<string, unknown>;

export const WANTED = '77777777-aaaa-4bbb-8ccc-000000000007';

/** jsmith is new to Entra, and an account made in the cloud waits there with his address and sign-in name. */
export function cloudOnly(given: Company, changes: Json = {}): Json {
  withoutCloudAccount(given);
  const wanted = { ...given.user, id: WANTED, onPremisesImmutableId: null, onPremisesSyncEnabled: null, onPremisesSecurityIdentifier: null, onPremisesDistinguishedName: null, onPremisesSamAccountName: null, createdDateTime: '2024-06-01T00:00:00Z', ...changes };
  given.users.push(wanted);
  return wanted;
}

/** The same, but jsmith has already made a second account, from which his values are held back. */
export function twin(given: Company, changes: Json = {}, held: readonly string[] = ['jsmith@contoso.com', 'SMTP:jsmith@contoso.com']): Json {
  const own = given.user;
  const wanted = cloudOnly(given, changes);
  given.users.push({
    ...own, userPrincipalName: 'jsmith4711@contoso.onmicrosoft.com', mail: null, proxyAddresses: ['smtp:jsmith4711@contoso.onmicrosoft.com'],
    onPremisesProvisioningErrors: held.map((value) => ({ category: 'PropertyConflict', propertyCausingError: value.includes(':') ? 'ProxyAddresses' : 'UserPrincipalName', value, occurredDateTime: '2026-11-20T09:00:00Z' })),
  });
  return wanted;
}

export const outOfScope = (given: Company): void => {
  given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com';
};

export const features = (given: Company, changes: Json): void => {
  given.entra['syncFeatures'] = { features: { blockSoftMatchEnabled: false, blockCloudObjectTakeoverThroughHardMatchEnabled: false, softMatchOnUpnEnabled: true, ...changes } };
};
