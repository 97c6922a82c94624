/** The properties that a diagnosis reads of each kind of object. Graph leaves most of them out unless asked. */
const OBJECT = [
  'id', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesProvisioningErrors', 'serviceProvisioningErrors',
];
/** What tells who an account is; enough for one in the recycle bin. */
const ACCOUNT = [
  ...OBJECT,
  'userPrincipalName', 'userType', 'accountEnabled', 'createdDateTime', 'onPremisesImmutableId', 'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'onPremisesUserPrincipalName', 'assignedLicenses', 'otherMails',
];
/** What an account comes back with, beside its name. */
const KEPT_IN_BIN = ['usageLocation', 'licenseAssignmentStates', 'assignedPlans', 'provisionedPlans', 'mobilePhone'];
const GROUP = [
  ...OBJECT,
  'createdDateTime', 'onPremisesSecurityIdentifier', 'onPremisesSamAccountName', 'onPremisesDomainName', 'mailEnabled', 'securityEnabled', 'groupTypes', 'isAssignableToRole', 'assignedLicenses',
];
const DEVICE = [
  'id', 'displayName', 'deviceId', 'trustType', 'profileType', 'operatingSystem', 'accountEnabled', 'registrationDateTime', 'approximateLastSignInDateTime', 'onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime', 'onPremisesSecurityIdentifier',
];

export const USER_SELECT = [
  ...ACCOUNT,
  'usageLocation', 'licenseAssignmentStates', 'provisionedPlans', 'assignedPlans', 'imAddresses', 'givenName', 'surname', 'jobTitle', 'department', 'companyName', 'officeLocation', 'country',
  'employeeId', 'mobilePhone', 'businessPhones', 'passwordPolicies', 'lastPasswordChangeDateTime', 'onPremisesExtensionAttributes',
].join(',');

export type SectionName = 'users' | 'groups' | 'contacts' | 'devices' | 'deletedUsers' | 'deletedGroups';

/** Where each section of the evidence is read, and which application permission that takes. */
export const SECTIONS: Readonly<Record<SectionName, { readonly path: string; readonly select: string; readonly permission: string }>> = {
  users: { path: '/users', select: USER_SELECT, permission: 'User.Read.All' },
  groups: { path: '/groups', select: GROUP.join(','), permission: 'Group.Read.All' },
  contacts: { path: '/contacts', select: OBJECT.join(','), permission: 'OrgContact.Read.All' },
  devices: { path: '/devices', select: DEVICE.join(','), permission: 'Device.Read.All' },
  deletedUsers: { path: '/directory/deletedItems/microsoft.graph.user', select: [...ACCOUNT, ...KEPT_IN_BIN, 'deletedDateTime'].join(','), permission: 'User.Read.All' },
  deletedGroups: { path: '/directory/deletedItems/microsoft.graph.group', select: [...GROUP, 'deletedDateTime'].join(','), permission: 'Group.Read.All' },
};

export const SECTION_NAMES: readonly SectionName[] = ['users', 'groups', 'contacts', 'devices', 'deletedUsers', 'deletedGroups'];

/** The largest page that directory objects come in. */
export const PAGE = '999';
