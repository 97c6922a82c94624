/** What kinds of object the lab's Graph lists, with the properties it knows and those that come without $select. */
export type GraphKind = 'user' | 'group' | 'orgContact' | 'domain' | 'organization' | 'subscribedSku' | 'unifiedRoleAssignment';

const SYNC = ['onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesProvisioningErrors', 'serviceProvisioningErrors'];

const USER_DEFAULT = ['id', 'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName'];
const USER_MORE = [
  'accountEnabled', 'assignedLicenses', 'assignedPlans', 'companyName', 'createdDateTime', 'creationType', 'deletedDateTime', 'department', 'employeeId', 'employeeType', 'identities', 'imAddresses',
  'licenseAssignmentStates', 'mailNickname', 'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesExtensionAttributes', 'onPremisesImmutableId', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'onPremisesUserPrincipalName', 'otherMails', 'passwordPolicies', 'provisionedPlans', 'proxyAddresses', 'securityIdentifier', 'usageLocation', 'userType', ...SYNC,
];
const GROUP = [
  'id', 'createdDateTime', 'deletedDateTime', 'description', 'displayName', 'groupTypes', 'mail', 'mailEnabled', 'mailNickname', 'onPremisesDomainName', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'proxyAddresses', 'securityEnabled', 'visibility', 'membershipRule', 'isAssignableToRole', ...SYNC,
];
const CONTACT = ['id', 'companyName', 'department', 'displayName', 'givenName', 'jobTitle', 'mail', 'mailNickname', 'proxyAddresses', 'surname', 'deletedDateTime', ...SYNC];
const DOMAIN = ['id', 'authenticationType', 'isAdminManaged', 'isDefault', 'isInitial', 'isRoot', 'isVerified', 'supportedServices'];
const ORGANIZATION = ['id', 'displayName', 'createdDateTime', 'countryLetterCode', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'technicalNotificationMails', 'verifiedDomains'];
const SKU = ['id', 'accountName', 'appliesTo', 'capabilityStatus', 'consumedUnits', 'prepaidUnits', 'servicePlans', 'skuId', 'skuPartNumber'];
const ROLE_ASSIGNMENT = ['id', 'principalId', 'roleDefinitionId', 'directoryScopeId'];

const PROPERTIES: Readonly<Record<GraphKind, { readonly standard: readonly string[]; readonly all: ReadonlySet<string> }>> = {
  user: { standard: USER_DEFAULT, all: new Set([...USER_DEFAULT, ...USER_MORE]) },
  group: { standard: GROUP, all: new Set(GROUP) },
  orgContact: { standard: CONTACT, all: new Set(CONTACT) },
  domain: { standard: DOMAIN, all: new Set(DOMAIN) },
  organization: { standard: ORGANIZATION, all: new Set(ORGANIZATION) },
  subscribedSku: { standard: SKU, all: new Set(SKU) },
  unifiedRoleAssignment: { standard: ROLE_ASSIGNMENT, all: new Set(ROLE_ASSIGNMENT) },
};

export const propertiesOf = (kind: GraphKind): (typeof PROPERTIES)[GraphKind] => PROPERTIES[kind];

/** Directory objects have default and advanced queries; the others are plain lists. */
export const isDirectoryObject = (kind: GraphKind): boolean => kind === 'user' || kind === 'group' || kind === 'orgContact';
