import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const ID = '33333333-aaaa-4aaa-8aaa-000000000003';
const holder = (given: Company, change: Record<string, unknown> = {}): void => {
  given.users.push({ id: ID, displayName: 'John Smith', userType: 'Member', userPrincipalName: 'john@contoso.onmicrosoft.com', proxyAddresses: [], onPremisesImmutableId: null, onPremisesSyncEnabled: null, ...change });
};
/** The AD account has not been exported yet. */
const isNew = (given: Company): void => {
  given.users.splice(0, 1);
};
const features = (given: Company, change: Record<string, boolean>): void => {
  given.entra['syncFeatures'] = { features: { blockSoftMatchEnabled: false, softMatchOnUpnEnabled: true, ...change } };
};

/** Everything says it is one person, and only the tenant stands in the way of the match. */
const blocked = (given: Company, change: Record<string, unknown> = {}): void => { isNew(given); features(given, { blockSoftMatchEnabled: true }); holder(given, { userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'], ...change }); };
const anchorOf = (given: Company, attribute: string): void => { given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: attribute }] }; };

describeCause(sealed('duplicate-held-by-cloud-only-user'), {
  confirms: [
    { when: 'the AD account is in the cloud already', given: (given) => holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }), says: /only new objects/, remedy: null, shows: ['userPrincipalName, proxyAddresses=jsmith@contoso.com'] },
    { when: 'only a secondary address is equal', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['smtp:john.smith@contoso.com'] }); }, says: /secondary/ },
    { when: 'the primary address is only the sign-in name of the account', given: (given) => { isNew(given); given.ad.attributes['userPrincipalName'] = ['john@contoso.com']; holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, says: /only as its sign-in name/ },
    { when: 'address and sign-in name belong to two accounts', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); holder(given, { id: '4', userPrincipalName: 'jsmith@contoso.com' }); }, says: /to another/, shows: ['userPrincipalName, proxyAddresses=jsmith@contoso.com', 'userPrincipalName, proxyAddresses=jsmith@contoso.com'] },
    { when: 'the tenant forbids soft match, and names say it is one person', given: (given) => { isNew(given); features(given, { blockSoftMatchEnabled: true }); holder(given, { userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] }); }, remedy: 'set-cloud-anchor' },
    { when: 'it holds a directory role, and then a human acts', given: (given) => { isNew(given); given.entra['roleAssignments'] = [{ principalId: ID }]; holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, says: /directory role/, remedy: null },
    { when: 'it has a role through a role-assignable group, and then a human acts', given: (given) => { isNew(given); features(given, { blockSoftMatchEnabled: true }); given.entra['groups'] = [{ id: 'g', displayName: 'Helpdesk', isAssignableToRole: true }]; given.entra['groupMembers'] = { g: [ID] }; holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, remedy: null },
    { when: 'the group it is in is assigned a role, and then a human acts', given: (given) => { isNew(given); given.entra['roleAssignments'] = [{ principalId: 'g' }]; given.entra['groupMembers'] = { g: [ID] }; holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, says: /directory role/, remedy: null },
    { when: 'nobody could read whether a group brings it a role, and then a human acts', given: (given) => { isNew(given); features(given, { blockSoftMatchEnabled: true }); given.entra['groups'] = [{ id: 'g', displayName: 'Helpdesk', isAssignableToRole: true }]; delete given.entra['groupMembers']; holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, remedy: null },
    { when: 'the members of groups were refused to the reader, and then a human acts', given: (given) => { isNew(given); features(given, { blockSoftMatchEnabled: true }); given.bundle['unread'] = [{ what: 'entra.groupMembers', why: 'access-denied' }]; holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, remedy: null },
    { when: 'the tenant does not match by sign-in name', given: (given) => { isNew(given); features(given, { softMatchOnUpnEnabled: false }); holder(given, { userPrincipalName: 'jsmith@contoso.com' }); } },
    { when: 'a guest holds the address', given: (given) => { isNew(given); holder(given, { userType: 'Guest', proxyAddresses: ['SMTP:jsmith@contoso.com'] }); }, says: /guest/, remedy: null },
    { when: 'it is a group, which a user cannot be matched with', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); given.ad.attributes['objectClass'] = ['top', 'group']; }, says: /another type of object/ },
    { when: 'the connectors were not read', given: (given) => { holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); delete given.server['connectors']; } },
    { when: 'its own account lies in the cloud recycle bin, and nothing is bound to another one', given: (given) => { blocked(given); given.entra['deletedUsers'] = [{ ...given.user, deletedDateTime: '2026-11-20T09:00:00Z' }]; }, says: /only new objects/, remedy: null },
    { when: 'the cloud recycle bin was not read, and nothing is bound', given: (given) => { blocked(given); delete given.entra['deletedUsers']; }, remedy: null },
    { when: 'another cloud account holds an alias as well', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); holder(given, { id: '4', userPrincipalName: 'x@contoso.onmicrosoft.com', proxyAddresses: ['smtp:john.smith@contoso.com'] }); }, says: /another cloud account holds/, remedy: null },
    { when: 'the tenant forbids soft match and another account holds a value, and then a human acts', given: (given) => { blocked(given); holder(given, { id: '4', userPrincipalName: 'x@contoso.onmicrosoft.com', proxyAddresses: ['smtp:john.smith@contoso.com'] }); }, remedy: null },
    { when: 'the AD account is in the cloud already under another name, and then a human acts', given: (given) => { given.user['userPrincipalName'] = 'jsmith4711@contoso.onmicrosoft.com'; features(given, { blockSoftMatchEnabled: true }); holder(given, { userPrincipalName: 'jsmith@contoso.com' }); }, says: /only new objects/, remedy: null },
    { when: 'the anchor attribute is not known, and then a human acts', given: (given) => { blocked(given); delete given.server['globalSettings']; }, remedy: null },
    { when: 'the tenant makes its anchor of text, and then a human acts', given: (given) => { blocked(given); anchorOf(given, 'employeeID'); given.ad.attributes['employeeID'] = ['4711']; }, remedy: null },
    { when: 'the display names differ, and then a human acts', given: (given) => blocked(given, { displayName: 'Jane Smith' }), remedy: null },
    { when: 'the sign-in names differ, and then a human acts', given: (given) => blocked(given, { userPrincipalName: 'john@contoso.com' }), remedy: null },
    { when: 'it is a guest of the same name, and then a human acts', given: (given) => blocked(given, { userType: 'Guest' }), says: /^The guest account/, remedy: null },
    { when: 'the roles were not read, and then a human acts', given: (given) => { blocked(given); delete given.entra['roleAssignments']; }, remedy: null },
    { when: 'the eligible roles were read, and the step has no warning', given: (given) => { blocked(given); given.entra['roleEligibilitySchedules'] = []; }, proposes: /to TpwcjSo\/bkucfSobPE1ebw=="/ },
    { when: 'the eligible roles were not read, and the step says so', given: (given) => { blocked(given); delete given.entra['roleEligibilitySchedules']; }, proposes: /check them in PIM/ },
  ],
  rulesOut: [
    { when: 'it is a conflict copy, which is never synchronised', given: (given) => { given.ad.dn = 'CN=John Smith\\0ACNF:8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f,OU=Staff,DC=corp,DC=contoso,DC=com'; isNew(given); holder(given, { proxyAddresses: ['smtp:john.smith@contoso.com'] }); } },
    { when: 'the object is new, its primary address is equal and nothing forbids the match: it will match', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['smtp:jsmith@contoso.com'] }); } },
    { when: 'the object is new and its sign-in name will match', given: (given) => { isNew(given); holder(given, { userPrincipalName: 'jsmith@contoso.com' }); } },
    { when: 'nobody holds its values', given: () => {} },
    { when: 'the holder was synchronised once', given: (given) => holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'], onPremisesSyncEnabled: false }) },
    { when: 'the holder has an anchor', given: (given) => holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'], onPremisesImmutableId: 'QF5HMK7n80qvdYsUPIHa9Q==' }) },
    { when: 'the holder was made cloud-managed on purpose', given: (given) => { holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); given.entra['syncBehavior'] = { [ID]: { isCloudManaged: true } }; } },
    { when: 'it is out of scope itself', given: (given) => { holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'a cloud-only account holds other values', given: (given) => holder(given, { proxyAddresses: ['SMTP:else@contoso.com'] }) },
    { when: 'address and sign-in name belong to one account, which will match', given: (given) => { isNew(given); holder(given, { userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] }); } },
    { when: 'the tenant does not match by sign-in name but the address will match', given: (given) => { isNew(given); features(given, { softMatchOnUpnEnabled: false }); holder(given, { userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] }); } },
    { when: 'whether the holder is synchronised was left out, which Graph does for what is not set', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'], onPremisesSyncEnabled: undefined }); } },
  ],
  cannotTell: [
    { when: 'the features of the tenant were not read', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); delete given.entra['syncFeatures']; }, missing: ['entra.syncFeatures'] },
    { when: 'the roles were not read', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); delete given.entra['roleAssignments']; }, missing: ['entra.roleAssignments'] },
    { when: 'the members of a group that can bring a role were not read', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); given.entra['groups'] = [{ id: 'g', isAssignableToRole: true }]; delete given.entra['groupMembers']; }, missing: ['entra.groupMembers'] },
    { when: 'he may be in a group that brings a role', given: (given) => { isNew(given); holder(given, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }); given.entra['groups'] = [{ id: 'g', isAssignableToRole: true }]; given.entra['roleAssignments'] = [{ principalId: 'g' }]; delete given.entra['groupMembers']; }, missing: ['entra.groupMembers'] },
  ],
});
