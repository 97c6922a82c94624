import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, features, outOfScope } from '../cloud-only.ts';
import { withoutCloudAccount } from '../company.ts';

const BARE = { userPrincipalName: 'jsmith@contoso.onmicrosoft.com', mail: null, proxyAddresses: [], assignedLicenses: [], licenseAssignmentStates: [] };

describeCause(sealed('soft-match-cloud-user-has-no-address'), {
  confirms: [
    { when: 'an account with the same name before the @ has no address and no licence', given: (given) => { cloudOnly(given, BARE); }, remedy: 'give-address-to-match', proposes: /entra\.set-mail.*"after":"jsmith@contoso\.com"/, shows: ['proxyAddresses=none', 'userPrincipalName=jsmith@contoso.onmicrosoft.com', 'userPrincipalName=jsmith@contoso.com'] },
    { when: 'only the display name is equal', given: (given) => { cloudOnly(given, { ...BARE, userPrincipalName: 'john.smith@contoso.onmicrosoft.com' }); }, evidenceClass: 'C' },
    { when: 'its licences were not read', given: (given) => { cloudOnly(given, { ...BARE, assignedLicenses: undefined, assignedPlans: undefined }); }, evidenceClass: 'C' },
    { when: 'the sign-in name is equal and the tenant does not match by it', given: (given) => { cloudOnly(given, { ...BARE, userPrincipalName: 'jsmith@contoso.com' }); features(given, { softMatchOnUpnEnabled: false }); }, says: /does not match by sign-in name/ },
    { when: 'the AD account has another, younger account by now', given: (given) => { given.users.push({ ...cloudOnly(given, BARE) }); given.users.splice(0, 1, given.user); }, evidenceClass: 'D' },
    { when: 'the sentence names the account that the AD account made instead', given: (given) => { given.users.push({ ...cloudOnly(given, BARE) }); given.users.splice(0, 1, given.user); }, evidenceClass: 'D', says: /The AD account has the account jsmith@contoso\.com instead/ },
    { when: 'a licence was assigned hours ago and no address came', given: (given) => { cloudOnly(given, { ...BARE, assignedPlans: [{ service: 'exchange', capabilityStatus: 'Suspended', assignedDateTime: '2026-11-21T05:05:00Z' }] }); } },
    { when: 'another licence was assigned minutes ago', given: (given) => { cloudOnly(given, { ...BARE, assignedPlans: [{ service: 'SharePoint', capabilityStatus: 'Enabled', assignedDateTime: '2026-11-21T09:05:00Z' }] }); } },
    { when: 'the features of the tenant were not read', given: (given) => { cloudOnly(given, BARE); delete given.entra['syncFeatures']; }, remedy: null },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the sign-in name is equal: it will match', given: (given) => { cloudOnly(given, { ...BARE, userPrincipalName: 'jsmith@contoso.com' }); } },
    { when: 'a licence was assigned minutes ago: the address is still being made', given: (given) => { cloudOnly(given, { ...BARE, assignedPlans: [{ service: 'exchange', capabilityStatus: 'Suspended', assignedDateTime: '2026-11-21T09:05:00Z' }] }); } },
    { when: 'it has an address', given: (given) => { cloudOnly(given, { ...BARE, proxyAddresses: ['SMTP:john@contoso.com'] }); } },
    { when: 'it is licensed for mail', given: (given) => { cloudOnly(given, { ...BARE, assignedLicenses: given.user['assignedLicenses'] }); } },
    { when: 'the AD account returns from the recycle bin by its anchor', given: (given) => { withoutCloudAccount(given, {}); given.users.push({ ...given.user, ...BARE, id: 'x', onPremisesImmutableId: null, onPremisesSyncEnabled: null }); } },
    { when: 'the account without an address is the younger one', given: (given) => { given.users.push({ ...given.user, ...BARE, id: 'x', onPremisesImmutableId: null, onPremisesSyncEnabled: null, createdDateTime: '2026-01-01T00:00:00Z' }); } },
    { when: 'the AD account is not in scope', given: (given) => { cloudOnly(given, BARE); outOfScope(given); } },
    { when: 'neither the name before the @ nor the display name is equal', given: (given) => { cloudOnly(given, { ...BARE, userPrincipalName: 'else@contoso.onmicrosoft.com', displayName: 'Somebody Else' }); } },
    { when: 'its addresses were not read', given: (given) => { cloudOnly(given, { ...BARE, proxyAddresses: undefined }); } },
    { when: 'both were made at one moment', given: (given) => { given.users.push({ ...given.user, ...BARE, id: 'x', onPremisesImmutableId: null, onPremisesSyncEnabled: null }); } },
  ],
});
