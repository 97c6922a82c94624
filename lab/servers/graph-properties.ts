/** What kinds of object the lab's Graph lists, with the properties it knows and those that come without $select. */
export type GraphKind = 'user' | 'group' | 'orgContact' | 'domain' | 'organization' | 'subscribedSku' | 'unifiedRoleAssignment' | ReportKind | 'device' | 'servicePrincipal' | 'synchronizationJob' | 'unifiedRoleDefinition' | 'unifiedRoleEligibilityScheduleInstance' | 'directoryObject';
type ReportKind = 'directoryAudit' | 'signIn';

const SYNC = ['onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesProvisioningErrors', 'serviceProvisioningErrors'];

const USER_DEFAULT = ['id', 'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName'];
const USER_MORE = [
  'accountEnabled', 'assignedLicenses', 'assignedPlans', 'companyName', 'createdDateTime', 'creationType', 'deletedDateTime', 'department', 'employeeId', 'employeeType', 'identities', 'imAddresses',
  'licenseAssignmentStates', 'mailNickname', 'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesExtensionAttributes', 'onPremisesImmutableId', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'onPremisesUserPrincipalName', 'otherMails', 'passwordPolicies', 'provisionedPlans', 'proxyAddresses', 'securityIdentifier', 'usageLocation', 'userType', 'country', 'lastPasswordChangeDateTime', 'signInActivity', 'signInSessionsValidFromDateTime', ...SYNC,
];
const GROUP = [
  'id', 'createdDateTime', 'deletedDateTime', 'description', 'displayName', 'groupTypes', 'mail', 'mailEnabled', 'mailNickname', 'onPremisesDomainName', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'proxyAddresses', 'securityEnabled', 'visibility', 'membershipRule', 'isAssignableToRole', 'assignedLicenses', ...SYNC,
];
const CONTACT = ['id', 'companyName', 'department', 'displayName', 'givenName', 'jobTitle', 'mail', 'mailNickname', 'proxyAddresses', 'surname', 'deletedDateTime', ...SYNC];
const DOMAIN = ['id', 'authenticationType', 'isAdminManaged', 'isDefault', 'isInitial', 'isRoot', 'isVerified', 'supportedServices'];
const ORGANIZATION = ['id', 'displayName', 'createdDateTime', 'countryLetterCode', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'technicalNotificationMails', 'verifiedDomains'];
const SKU = ['id', 'accountName', 'appliesTo', 'capabilityStatus', 'consumedUnits', 'prepaidUnits', 'servicePlans', 'skuId', 'skuPartNumber'];
const ROLE_ASSIGNMENT = ['id', 'principalId', 'roleDefinitionId', 'directoryScopeId'];
const ELIGIBILITY = [...ROLE_ASSIGNMENT, 'startDateTime', 'endDateTime', 'memberType', 'roleEligibilityScheduleId'];
const ROLE_DEFINITION = ['id', 'displayName', 'description', 'isBuiltIn', 'isEnabled', 'templateId'];
const DEVICE = [
  'id', 'deviceId', 'displayName', 'accountEnabled', 'operatingSystem', 'operatingSystemVersion', 'trustType', 'profileType', 'registrationDateTime', 'approximateLastSignInDateTime',
  'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesSecurityIdentifier', 'deletedDateTime',
];
const SERVICE_PRINCIPAL = ['id', 'appId', 'applicationTemplateId', 'displayName', 'accountEnabled', 'appOwnerOrganizationId', 'servicePrincipalType', 'tags'];
const SYNC_JOB = ['id', 'templateId', 'schedule', 'status', 'synchronizationJobSettings'];
const AUDIT = [
  'id', 'activityDateTime', 'activityDisplayName', 'additionalDetails', 'category', 'correlationId', 'initiatedBy', 'loggedByService', 'operationType', 'result', 'resultReason', 'targetResources',
];
const SIGN_IN = [
  'id', 'createdDateTime', 'userId', 'userPrincipalName', 'userDisplayName', 'appId', 'appDisplayName', 'conditionalAccessStatus', 'appliedConditionalAccessPolicies', 'status', 'servicePrincipalId',
];

const PROPERTIES: Readonly<Record<GraphKind, { readonly standard: readonly string[]; readonly all: ReadonlySet<string> }>> = {
  user: { standard: USER_DEFAULT, all: new Set([...USER_DEFAULT, ...USER_MORE]) },
  group: { standard: GROUP, all: new Set(GROUP) },
  orgContact: { standard: CONTACT, all: new Set(CONTACT) },
  domain: { standard: DOMAIN, all: new Set(DOMAIN) },
  organization: { standard: ORGANIZATION, all: new Set(ORGANIZATION) },
  subscribedSku: { standard: SKU, all: new Set(SKU) },
  unifiedRoleAssignment: { standard: ROLE_ASSIGNMENT, all: new Set(ROLE_ASSIGNMENT) },
  unifiedRoleEligibilityScheduleInstance: { standard: ELIGIBILITY, all: new Set(ELIGIBILITY) },
  unifiedRoleDefinition: { standard: ROLE_DEFINITION, all: new Set(ROLE_DEFINITION) },
  device: { standard: DEVICE, all: new Set(DEVICE) },
  servicePrincipal: { standard: SERVICE_PRINCIPAL, all: new Set(SERVICE_PRINCIPAL) },
  synchronizationJob: { standard: SYNC_JOB, all: new Set(SYNC_JOB) },
  directoryAudit: { standard: AUDIT, all: new Set(AUDIT) },
  directoryObject: { standard: [...new Set([...USER_DEFAULT, ...GROUP])], all: new Set([...USER_DEFAULT, ...USER_MORE, ...GROUP]) },
  signIn: { standard: SIGN_IN, all: new Set(SIGN_IN) },
};

export const propertiesOf = (kind: GraphKind): (typeof PROPERTIES)[GraphKind] => PROPERTIES[kind];

/** Directory objects have default and advanced queries; the others are plain lists. */
export const isDirectoryObject = (kind: GraphKind): boolean => ['user', 'group', 'orgContact', 'device', 'servicePrincipal', 'directoryObject'].includes(kind);
