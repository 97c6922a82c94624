import type { CloudList } from '../../ports/tenant-lists.ts';

const OBJECT = ['id', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesProvisioningErrors', 'serviceProvisioningErrors'];
const USER = [
  ...OBJECT, 'userPrincipalName', 'userType', 'accountEnabled', 'createdDateTime', 'onPremisesImmutableId', 'onPremisesSecurityIdentifier', 'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesSamAccountName', 'onPremisesUserPrincipalName',
  'usageLocation', 'assignedLicenses', 'licenseAssignmentStates', 'givenName', 'surname', 'jobTitle', 'department', 'companyName', 'employeeId', 'imAddresses', 'passwordPolicies',
];
const GROUP = [...OBJECT, 'createdDateTime', 'mailEnabled', 'securityEnabled', 'groupTypes', 'onPremisesSecurityIdentifier', 'onPremisesSamAccountName', 'onPremisesDomainName'];

/** Where each list is read, what of its objects, and the application permission that it takes. */
export const LISTS: Readonly<Record<CloudList, { readonly path: string; readonly select: string; readonly permission: string }>> = {
  users: { path: '/users', select: USER.join(','), permission: 'User.Read.All' },
  groups: { path: '/groups', select: GROUP.join(','), permission: 'Group.Read.All' },
  contacts: { path: '/contacts', select: OBJECT.join(','), permission: 'OrgContact.Read.All' },
  deletedUsers: { path: '/directory/deletedItems/microsoft.graph.user', select: [...USER, 'deletedDateTime'].join(','), permission: 'User.Read.All' },
  deletedGroups: { path: '/directory/deletedItems/microsoft.graph.group', select: [...GROUP, 'deletedDateTime'].join(','), permission: 'Group.Read.All' },
};
