/** The properties that a diagnosis reads of each kind of object. Graph leaves most of them out unless asked. */
const OBJECT = ['id', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesProvisioningErrors'];

export const USER_SELECT = [
  ...OBJECT,
  'userPrincipalName', 'userType', 'accountEnabled', 'createdDateTime', 'onPremisesImmutableId', 'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'onPremisesUserPrincipalName', 'usageLocation', 'assignedLicenses', 'licenseAssignmentStates', 'provisionedPlans', 'assignedPlans', 'otherMails', 'imAddresses',
].join(',');
const GROUP_SELECT = [...OBJECT, 'createdDateTime', 'onPremisesSecurityIdentifier', 'mailEnabled', 'securityEnabled'].join(',');
const DELETED_USER_SELECT = `${USER_SELECT},deletedDateTime`;

export type SectionName = 'users' | 'groups' | 'contacts' | 'deletedUsers' | 'deletedGroups';

/** Where each section of the evidence is read, and which application permission that takes. */
export const SECTIONS: Readonly<Record<SectionName, { readonly path: string; readonly select: string; readonly permission: string }>> = {
  users: { path: '/users', select: USER_SELECT, permission: 'User.Read.All' },
  groups: { path: '/groups', select: GROUP_SELECT, permission: 'Group.Read.All' },
  contacts: { path: '/contacts', select: OBJECT.join(','), permission: 'OrgContact.Read.All' },
  deletedUsers: { path: '/directory/deletedItems/microsoft.graph.user', select: DELETED_USER_SELECT, permission: 'User.Read.All' },
  deletedGroups: { path: '/directory/deletedItems/microsoft.graph.group', select: `${GROUP_SELECT},deletedDateTime`, permission: 'Group.Read.All' },
};

export const SECTION_NAMES: readonly SectionName[] = ['users', 'groups', 'contacts', 'deletedUsers', 'deletedGroups'];

/** The largest page that directory objects come in. */
export const PAGE = '999';
