/** JSON of one directory object, as Graph v1.0 names the properties; null and empty lists included. */
export type GraphJson = Record<string, unknown> & { id: string };

/** An error with the status and code that Graph would answer. */
export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** One entry of licenseAssignmentStates. */
export interface LicenceState {
  skuId: string;
  disabledPlans: string[];
  assignedByGroup: string | null;
  state: string;
  error: string;
  lastUpdatedDateTime: string;
}

export interface TenantUser extends GraphJson {
  userPrincipalName: string;
  displayName: string | null;
  mail: string | null;
  mailNickname: string | null;
  proxyAddresses: string[];
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  createdDateTime: string;
  deletedDateTime: string | null;
  employeeId: string | null;
  usageLocation: string | null;
  assignedLicenses: { skuId: string; disabledPlans: string[] }[];
  licenseAssignmentStates: LicenceState[];
  onPremisesImmutableId: string | null;
  onPremisesSyncEnabled: boolean | null;
  onPremisesLastSyncDateTime: string | null;
  onPremisesDistinguishedName: string | null;
  onPremisesDomainName: string | null;
  onPremisesSamAccountName: string | null;
  onPremisesSecurityIdentifier: string | null;
  onPremisesUserPrincipalName: string | null;
  onPremisesProvisioningErrors: { category: string; occurredDateTime: string; propertyCausingError: string; value: string }[];
}

export interface TenantGroup extends GraphJson {
  displayName: string | null;
  mail: string | null;
  mailNickname: string | null;
  mailEnabled: boolean;
  securityEnabled: boolean;
  proxyAddresses: string[];
  onPremisesSyncEnabled: boolean | null;
  onPremisesProvisioningErrors: { category: string; occurredDateTime: string; propertyCausingError: string; value: string }[];
  deletedDateTime: string | null;
}

export interface TenantContact extends GraphJson {
  displayName: string | null;
  mail: string | null;
  proxyAddresses: string[];
  onPremisesSyncEnabled: boolean | null;
  onPremisesProvisioningErrors: { category: string; occurredDateTime: string; propertyCausingError: string; value: string }[];
}

export interface RestoreWish {
  readonly newUserPrincipalName?: string | undefined;
  readonly autoReconcileProxyConflict?: boolean | undefined;
}

/**
 * The pretend tenant, in memory: what Graph reads and writes, and what the sync engine exports into.
 * Writes by Graph go through `patchUser` and the like, which enforce read-only, uniqueness and soft delete;
 * the sync engine's cloud side writes the maps directly.
 */
export interface TenantState {
  readonly tenantId: string;
  readonly initialDomain: string;
  readonly organization: GraphJson;
  readonly domains: (GraphJson & { isVerified: boolean; isInitial: boolean; isDefault: boolean; authenticationType: string })[];
  readonly users: Map<string, TenantUser>;
  readonly groups: Map<string, TenantGroup>;
  readonly contacts: Map<string, TenantContact>;
  readonly deletedUsers: Map<string, TenantUser>;
  readonly deletedGroups: Map<string, TenantGroup>;
  /** Group id → ids of direct members (users or groups). */
  readonly members: Map<string, Set<string>>;
  readonly subscribedSkus: GraphJson[];
  readonly devices: Map<string, GraphJson>;
  readonly roleAssignments: GraphJson[];
  /** roleEligibilityScheduleInstances. */
  readonly roleEligibility: GraphJson[];
  readonly roleDefinitions: GraphJson[];
  readonly servicePrincipals: GraphJson[];
  /** Jobs of Cloud Sync with their schema, by service principal. */
  readonly synchronizationJobs: Map<string, (GraphJson & { schema: Record<string, unknown> })[]>;
  /** Object ids that are managed in the cloud although they came from AD. */
  readonly cloudManaged: Set<string>;
  /** Users whose mobile number somebody set in the cloud; Entra keeps it unless the tenant lets AD win. */
  readonly mobileOverridden: Set<string>;
  /** onPremisesObjectIdentifier by user id; null for the others. */
  readonly objectIdentifiers: Map<string, string>;
  /** Object id of the manager by user id. */
  readonly managers: Map<string, string>;
  /** Group id → ids of its owners. */
  readonly owners: Map<string, Set<string>>;
  /** appRoleAssignments by the id of whoever has them. */
  readonly appRoles: Map<string, GraphJson[]>;
  /** Users for whom the plans of a licence that contradicted each other were put right. */
  readonly repairedLicences: Set<string>;
  /** Objects that a service goes on refusing, whoever asks it to try anew. */
  readonly refusedByServices: Set<string>;
  readonly directoryAudits: GraphJson[];
  readonly signIns: GraphJson[];
  readonly syncFeatures: { id: string; features: Record<string, boolean>; configuration: Record<string, unknown> };
  /** A user with every property present; missing ones null, false or empty. */
  newUser(given: Partial<TenantUser> & { userPrincipalName: string }): TenantUser;
  newGroup(given: Partial<TenantGroup> & { displayName: string }): TenantGroup;
  /** Everybody who holds this SMTP address (without prefix) or UPN: live users, groups, contacts and soft-deleted users. */
  holders(value: string): readonly { readonly type: 'user' | 'group' | 'contact' | 'deletedUser'; readonly id: string }[];
  /** Graph's DELETE: to the recycle bin, UPN prefixed with the id without dashes. */
  softDelete(userId: string, at: Date): void;
  /** Graph's restore: back with its former UPN, or with the one wished for; throws `GraphFault` on a conflict, unless conflicting addresses may be left out. */
  restore(userId: string, wish?: RestoreWish): TenantUser;
}
