import { randomUUID } from 'node:crypto';
import { INITIAL_DOMAIN, TENANT_ID } from './cast.ts';
import type { CompanyClock } from './clock.ts';
import { fillWithCast } from './tenant-cast.ts';
import { newOrganization, newRoleDefinitions, newServicePrincipals, newSkus, newSyncFeatures, plansOfLicenses, startingDomains } from './tenant-facts.ts';
import { restoreUser, softDeleteUser } from './tenant-recycle-bin.ts';
import type { GraphJson, TenantContact, TenantGroup, TenantState, TenantUser } from './tenant-state.ts';

export { E3_SKU_ID, EXCHANGE_PLAN_ID } from './tenant-facts.ts';

/**
 * The pretend tenant in memory: contoso.com verified and managed, an E3-like SKU with an Exchange plan,
 * the people of the home tenant and the two groups of the approval policy.
 */
export function createTenantDatabase({ clock }: { clock: CompanyClock }): TenantState {
  const created = clock.now().toISOString();
  const state: TenantState = {
    tenantId: TENANT_ID,
    initialDomain: INITIAL_DOMAIN,
    organization: newOrganization(created),
    domains: startingDomains(),
    users: new Map(),
    groups: new Map(),
    contacts: new Map(),
    deletedUsers: new Map(),
    deletedGroups: new Map(),
    members: new Map(),
    subscribedSkus: newSkus(),
    devices: new Map(),
    roleAssignments: [],
    roleEligibility: [],
    roleDefinitions: newRoleDefinitions(),
    servicePrincipals: newServicePrincipals(),
    synchronizationJobs: new Map(),
    cloudManaged: new Set(),
    mobileOverridden: new Set(),
    objectIdentifiers: new Map(),
    managers: new Map(),
    owners: new Map(),
    appRoles: new Map(),
    refusedByServices: new Set(),
    repairedLicences: new Set(),
    directoryAudits: [],
    signIns: [],
    syncFeatures: newSyncFeatures(),
    newUser: (given) => kept(state.users, userWithDefaults(given, clock.now().toISOString())),
    newGroup: (given) => kept(state.groups, groupWithDefaults(given, clock.now().toISOString())),
    holders: (value) => holdersOf(state, value),
    softDelete: (userId, at) => softDeleteUser(state, userId, at),
    restore: (userId, wish) => restoreUser(state, userId, wish),
  };
  fillWithCast(state);
  return state;
}

function kept<Kind extends GraphJson>(map: Map<string, Kind>, object: Kind): Kind {
  map.set(object.id, object);
  return object;
}

const NO_VALUE = [
  'givenName', 'surname', 'jobTitle', 'department', 'companyName', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'usageLocation', 'employeeId', 'employeeType', 'creationType',
  'onPremisesImmutableId', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'onPremisesUserPrincipalName', 'onPremisesExtensionAttributes', 'securityIdentifier', 'deletedDateTime', 'mail', 'displayName', 'country', 'lastPasswordChangeDateTime', 'signInActivity', 'passwordPolicies', 'signInSessionsValidFromDateTime',
] as const;

const nothing = (names: readonly string[]): Record<string, null> => Object.fromEntries(names.map((name) => [name, null]));

function userWithDefaults(given: Partial<TenantUser> & { userPrincipalName: string }, created: string): TenantUser {
  const licenses = given.assignedLicenses ?? [];
  return {
    ...nothing(NO_VALUE),
    id: randomUUID(),
    mail: null,
    displayName: null,
    mailNickname: given.userPrincipalName.split('@')[0] ?? null,
    proxyAddresses: [],
    userType: 'Member',
    accountEnabled: true,
    createdDateTime: created,
    deletedDateTime: null,
    employeeId: null,
    usageLocation: null,
    assignedLicenses: [],
    licenseAssignmentStates: licenses.map((license) => ({ ...license, assignedByGroup: null, state: 'Active', error: 'None', lastUpdatedDateTime: created })),
    ...plansOfLicenses(licenses, created),
    businessPhones: [],
    otherMails: [],
    imAddresses: [],
    identities: [],
    serviceProvisioningErrors: [],
    onPremisesImmutableId: null,
    onPremisesSyncEnabled: null,
    onPremisesLastSyncDateTime: null,
    onPremisesDistinguishedName: null,
    onPremisesDomainName: null,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesUserPrincipalName: null,
    onPremisesProvisioningErrors: [],
    ...given,
  };
}

function groupWithDefaults(given: Partial<TenantGroup> & { displayName: string }, created: string): TenantGroup {
  return {
    ...nothing(['description', 'onPremisesLastSyncDateTime', 'onPremisesSamAccountName', 'onPremisesDomainName', 'onPremisesSecurityIdentifier', 'membershipRule', 'visibility', 'isAssignableToRole']),
    id: randomUUID(),
    createdDateTime: created,
    mail: null,
    mailNickname: given.displayName.replaceAll(/[^A-Za-z0-9]/g, ''),
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    proxyAddresses: [],
    assignedLicenses: [],
    serviceProvisioningErrors: [],
    onPremisesSyncEnabled: null,
    onPremisesProvisioningErrors: [],
    deletedDateTime: null,
    ...given,
  };
}

function holdersOf(state: TenantState, value: string): ReturnType<TenantState['holders']> {
  const wanted = value.toLowerCase();
  const hasAddress = (object: TenantUser | TenantGroup | TenantContact): boolean => object.proxyAddresses.some((address) => address.toLowerCase() === `smtp:${wanted}`);
  const signsInAs = (user: TenantUser): boolean => user.userPrincipalName.toLowerCase() === wanted;
  const wasSignedInAs = (user: TenantUser): boolean => user.userPrincipalName.toLowerCase() === `${user.id.replaceAll('-', '')}${wanted}`;
  return [
    ...[...state.users.values()].filter((user) => hasAddress(user) || signsInAs(user)).map(({ id }) => ({ type: 'user' as const, id })),
    ...[...state.groups.values()].filter(hasAddress).map(({ id }) => ({ type: 'group' as const, id })),
    ...[...state.contacts.values()].filter(hasAddress).map(({ id }) => ({ type: 'contact' as const, id })),
    ...[...state.deletedUsers.values()].filter((user) => hasAddress(user) || wasSignedInAs(user)).map(({ id }) => ({ type: 'deletedUser' as const, id })),
  ];
}
