import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const named = ({ user }: Company, value = 'jsmith'): void => {
  user['onPremisesImmutableId'] = value;
  user['onPremisesSyncEnabled'] = null;
};
const settings = (given: Company, attribute: string): void => {
  given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: attribute }] };
};

/** His own account is well; another one holds a name where the anchor belongs. */
const astray = ({ users }: Company, value: string): void => { users.push({ id: '4', userPrincipalName: 'js.old@contoso.onmicrosoft.com', onPremisesImmutableId: value, proxyAddresses: [] }); };

describeCause(sealed('immutable-id-malformed'), {
  confirms: [
    { when: 'the id holds a name', given: named, remedy: 'set-cloud-anchor', says: /"jsmith"/, shows: ['onPremisesImmutableId=jsmith', 'Microsoft.SynchronizationOption.AnchorAttribute=mS-DS-ConsistencyGuid'] },
    { when: 'the id is base64 of another length', given: (given) => named(given, 'AAAA'), remedy: 'set-cloud-anchor' },
    { when: 'the id is the GUID as text', given: (given) => { named(given, '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'); settings(given, 'objectGUID'); }, remedy: 'set-cloud-anchor' },
    { when: 'the account is synchronised, and then a human acts', given: (given) => { named(given); given.user['onPremisesSyncEnabled'] = true; }, remedy: null },
    { when: 'the account has a role, and then a human acts', given: (given) => { named(given); given.entra['roleEligibilitySchedules'] = [{ principalId: given.user['id'] }]; }, remedy: null },
    { when: 'the anchor attribute is not known', given: (given) => { named(given); delete given.server['globalSettings']; }, evidenceClass: 'C', remedy: null, shows: ['onPremisesImmutableId=jsmith'] },
    { when: 'the domains were not read', given: (given) => { named(given); delete given.entra['domains']; }, evidenceClass: 'C' },
    { when: 'only the cloud account is known', given: ({ bundle, users }) => { bundle['subject'] = 'svc'; users.push({ id: '4', userPrincipalName: 'svc@contoso.com', onPremisesImmutableId: 'svc' }); }, remedy: null },
    { when: 'the account is synchronised, so that it does not matter that its domain is federated', given: (given) => { named(given); given.user['onPremisesSyncEnabled'] = true; given.entra['domains'] = [{ id: 'contoso.com', isVerified: true, authenticationType: 'Federated' }]; }, says: /is synchronised, so the id cannot simply be changed/ },
    { when: 'the account is not synchronised, so that the id can be changed', given: named, says: /which is no anchor\.$/ },
    { when: 'another account holds the logon name', given: (given) => astray(given, 'jsmith'), says: /^The immutable id of js\.old@contoso\.onmicrosoft\.com/ },
    { when: 'another account holds the sign-in name', given: (given) => astray(given, 'JSmith@contoso.com'), says: /"JSmith@contoso\.com"/ },
  ],
  rulesOut: [
    { when: 'the id is an anchor', given: () => {} },
    { when: 'there is no id', given: ({ user }) => { user['onPremisesImmutableId'] = null; } },
    { when: 'the tenant makes its anchor of text', given: (given) => { named(given); settings(given, 'employeeID'); } },
    { when: 'its domain is federated, where an identity provider may use other text', given: (given) => { named(given); given.entra['domains'] = [{ id: 'contoso.com', isVerified: true, authenticationType: 'Federated' }]; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { named(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
    { when: 'another account holds the name of somebody else', given: (given) => astray(given, 'mjones') },
    { when: 'the id is blank', given: (given) => named(given, '  ') },
    { when: 'nobody is meant for it', given: (given) => { given.users.splice(0); } },
  ],
});
