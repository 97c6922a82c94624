/** Microsoft Graph v1.0 JSON as it is returned; `null` = read and empty, absent = not asked for. */

type Text = string | null | undefined;
type Flag = boolean | null | undefined;

export interface ProvisioningError {
  readonly category?: Text;
  readonly occurredDateTime?: Text;
  readonly propertyCausingError?: Text;
  readonly value?: Text;
}

/** What Exchange, SharePoint or Teams says of an object; `errorDetail` is XML. */
export interface ServiceProvisioningError {
  readonly createdDateTime?: Text;
  readonly isResolved?: Flag;
  readonly serviceInstance?: Text;
  readonly errorDetail?: Text;
}

export interface CloudObject {
  readonly id: string;
  readonly displayName?: Text;
  readonly mail?: Text;
  readonly mailNickname?: Text;
  readonly proxyAddresses?: readonly string[] | undefined;
  readonly onPremisesSyncEnabled?: Flag;
  readonly onPremisesLastSyncDateTime?: Text;
  readonly onPremisesSecurityIdentifier?: Text;
  readonly onPremisesProvisioningErrors?: readonly ProvisioningError[] | undefined;
  readonly serviceProvisioningErrors?: readonly ServiceProvisioningError[] | undefined;
  readonly deletedDateTime?: Text;
  readonly createdDateTime?: Text;
}

export interface AssignedLicense {
  readonly skuId?: Text;
  readonly disabledPlans?: readonly string[] | undefined;
}

export interface LicenseAssignmentState {
  readonly skuId?: Text;
  readonly assignedByGroup?: Text;
  readonly state?: Text;
  readonly error?: Text;
  readonly lastUpdatedDateTime?: Text;
  readonly disabledPlans?: readonly string[] | undefined;
}

export interface ServicePlan {
  readonly service?: Text;
  readonly servicePlanId?: Text;
  readonly capabilityStatus?: Text;
  readonly assignedDateTime?: Text;
}

export interface CloudUser extends CloudObject {
  readonly userPrincipalName?: Text;
  readonly userType?: Text;
  readonly accountEnabled?: Flag;
  readonly onPremisesImmutableId?: Text;
  readonly onPremisesDistinguishedName?: Text;
  readonly onPremisesDomainName?: Text;
  readonly onPremisesSamAccountName?: Text;
  readonly onPremisesUserPrincipalName?: Text;
  readonly usageLocation?: Text;
  readonly assignedLicenses?: readonly AssignedLicense[] | undefined;
  readonly licenseAssignmentStates?: readonly LicenseAssignmentState[] | undefined;
  readonly provisionedPlans?: readonly ServicePlan[] | undefined;
  readonly assignedPlans?: readonly ServicePlan[] | undefined;
  readonly otherMails?: readonly string[] | undefined;
  readonly imAddresses?: readonly string[] | undefined;
  readonly givenName?: Text;
  readonly surname?: Text;
  readonly jobTitle?: Text;
  readonly department?: Text;
  readonly companyName?: Text;
  readonly officeLocation?: Text;
  readonly country?: Text;
  readonly employeeId?: Text;
  readonly mobilePhone?: Text;
  readonly businessPhones?: readonly string[] | undefined;
  readonly passwordPolicies?: Text;
  readonly lastPasswordChangeDateTime?: Text;
  readonly onPremisesExtensionAttributes?: Readonly<Record<string, string | null>> | null | undefined;
  readonly signInActivity?: { readonly lastSignInDateTime?: Text; readonly lastSuccessfulSignInDateTime?: Text } | null | undefined;
}

export interface CloudGroup extends CloudObject {
  readonly mailEnabled?: Flag;
  readonly securityEnabled?: Flag;
  /** `Unified` = Microsoft 365 group, `DynamicMembership`. */
  readonly groupTypes?: readonly string[] | undefined;
  readonly isAssignableToRole?: Flag;
  readonly onPremisesSamAccountName?: Text;
  readonly onPremisesDomainName?: Text;
  readonly assignedLicenses?: readonly AssignedLicense[] | undefined;
}

export type CloudContact = CloudObject;

/** `deviceId` equals the objectGUID of the AD computer for a hybrid-joined device (trustType `ServerAd`). */
export interface CloudDevice extends CloudObject {
  readonly deviceId?: Text;
  readonly trustType?: Text;
  readonly profileType?: Text;
  readonly operatingSystem?: Text;
  readonly accountEnabled?: Flag;
  readonly registrationDateTime?: Text;
  readonly approximateLastSignInDateTime?: Text;
}

export interface CloudDomain {
  readonly id: string;
  readonly isVerified?: Flag;
  readonly isInitial?: Flag;
  readonly isDefault?: Flag;
  readonly authenticationType?: Text;
}

export interface Organization {
  readonly id?: Text;
  readonly displayName?: Text;
  readonly onPremisesSyncEnabled?: Flag;
  readonly onPremisesLastSyncDateTime?: Text;
  readonly verifiedDomains?: readonly { readonly name?: Text; readonly isInitial?: Flag; readonly isDefault?: Flag }[] | undefined;
}

export interface SubscribedSku {
  readonly skuId?: Text;
  readonly skuPartNumber?: Text;
  readonly consumedUnits?: number | null | undefined;
  readonly prepaidUnits?: { readonly enabled?: number | null | undefined } | null | undefined;
  readonly servicePlans?: readonly { readonly servicePlanId?: Text; readonly servicePlanName?: Text }[] | undefined;
}

/** `GET /directory/onPremisesSynchronization`; delegated permission only. */
export interface SyncFeatures {
  readonly id?: Text;
  readonly features?: Readonly<Record<string, boolean | null>> | undefined;
  readonly configuration?:
    | { readonly accidentalDeletionPrevention?: { readonly synchronizationPreventionType?: Text; readonly alertThreshold?: number | null | undefined } | null | undefined }
    | null
    | undefined;
  /** Ours, not Graph's: when an administrator read it, where the value comes from memory. ISO 8601 UTC. */
  readonly readAt?: Text;
}

/** The settings as an administrator has read them once, with date (ISO 8601 UTC) and sign-in name. */
export interface KeptSyncFeatures {
  readonly features: SyncFeatures;
  readonly readAt: string;
  readonly readBy: string;
}

export interface RoleAssignment {
  readonly id?: Text;
  readonly principalId?: Text;
  readonly roleDefinitionId?: Text;
  readonly directoryScopeId?: Text;
  readonly startDateTime?: Text;
  readonly endDateTime?: Text;
}

export interface RoleDefinition {
  readonly id: string;
  readonly displayName?: Text;
  readonly isPrivileged?: Flag;
}

/** An entry of `auditLogs/directoryAudits`. */
export interface DirectoryAudit {
  readonly id?: Text;
  readonly activityDateTime?: Text;
  readonly activityDisplayName?: Text;
  readonly operationType?: Text;
  readonly category?: Text;
  readonly result?: Text;
  readonly resultReason?: Text;
  readonly loggedByService?: Text;
  readonly initiatedBy?:
    | {
        readonly user?: { readonly id?: Text; readonly userPrincipalName?: Text; readonly displayName?: Text } | null | undefined;
        readonly app?: { readonly appId?: Text; readonly displayName?: Text; readonly servicePrincipalId?: Text } | null | undefined;
      }
    | null
    | undefined;
  readonly targetResources?: readonly AuditTarget[] | undefined;
}

export interface AuditTarget {
  readonly id?: Text;
  readonly displayName?: Text;
  readonly userPrincipalName?: Text;
  readonly type?: Text;
  readonly modifiedProperties?: readonly { readonly displayName?: Text; readonly oldValue?: Text; readonly newValue?: Text }[] | undefined;
}

/** An entry of `auditLogs/signIns`. */
export interface SignIn {
  readonly id?: Text;
  readonly createdDateTime?: Text;
  readonly userId?: Text;
  readonly userPrincipalName?: Text;
  readonly appId?: Text;
  readonly appDisplayName?: Text;
  readonly servicePrincipalId?: Text;
  /** `success`, `failure`, `notApplied`. */
  readonly conditionalAccessStatus?: Text;
  readonly status?: { readonly errorCode?: number | null | undefined; readonly failureReason?: Text; readonly additionalDetails?: Text } | null | undefined;
  readonly appliedConditionalAccessPolicies?: readonly { readonly id?: Text; readonly displayName?: Text; readonly result?: Text }[] | undefined;
}

export interface ServicePrincipal {
  readonly id: string;
  readonly appId?: Text;
  readonly applicationTemplateId?: Text;
  readonly displayName?: Text;
  readonly accountEnabled?: Flag;
}

export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly displayName?: Text;
  /** `enabled`, `disabled`, `enabledForReportingButNotEnforced`. */
  readonly state?: Text;
  readonly conditions?:
    | {
        readonly users?: Readonly<Partial<Record<'includeUsers' | 'excludeUsers' | 'includeRoles' | 'excludeRoles' | 'includeGroups' | 'excludeGroups', readonly string[] | null | undefined>>> | null | undefined;
        readonly applications?: { readonly includeApplications?: readonly string[] | undefined; readonly excludeApplications?: readonly string[] | undefined } | null | undefined;
      }
    | null
    | undefined;
  readonly grantControls?: { readonly operator?: Text; readonly builtInControls?: readonly string[] | undefined } | null | undefined;
}

/** What `Get-Recipient` or `Get-EXORecipient` says; from a bundle or an optional Exchange connection. */
export interface ExchangeRecipient {
  readonly Name?: Text;
  readonly PrimarySmtpAddress?: Text;
  readonly EmailAddresses?: readonly string[] | undefined;
  readonly RecipientType?: Text;
  readonly RecipientTypeDetails?: Text;
  readonly ExternalDirectoryObjectId?: Text;
  readonly ExchangeGuid?: Text;
  readonly ArchiveGuid?: Text;
  readonly IsDirSynced?: Flag;
  readonly IsExchangeCloudManaged?: Flag;
  readonly HiddenFromAddressListsEnabled?: Flag;
  readonly IsInactiveMailbox?: Flag;
  readonly WhenSoftDeleted?: Text;
}

/** A synchronization job of Cloud Sync, with the part of its schema that tells its scope. */
export interface SynchronizationJob {
  readonly id?: Text;
  readonly templateId?: Text;
  readonly schedule?: { readonly interval?: Text; readonly state?: Text } | null | undefined;
  readonly status?: { readonly code?: Text; readonly lastExecution?: { readonly state?: Text; readonly timeBegan?: Text; readonly timeEnded?: Text } | null | undefined } | null | undefined;
  readonly schema?: { readonly synchronizationRules?: readonly SynchronizationJobRule[] | undefined } | null | undefined;
}

export interface SynchronizationJobRule {
  readonly name?: Text;
  readonly sourceDirectoryName?: Text;
  readonly targetDirectoryName?: Text;
  readonly containerFilter?: { readonly includedContainers?: readonly string[] | undefined } | null | undefined;
  readonly groupFilter?: { readonly includedGroups?: readonly string[] | undefined } | null | undefined;
}

export interface EntraDocument {
  readonly organization?: Organization | undefined;
  readonly domains?: readonly CloudDomain[] | undefined;
  readonly users?: readonly CloudUser[] | undefined;
  readonly groups?: readonly CloudGroup[] | undefined;
  readonly contacts?: readonly CloudContact[] | undefined;
  readonly deletedUsers?: readonly CloudUser[] | undefined;
  readonly deletedGroups?: readonly CloudGroup[] | undefined;
  readonly roleAssignments?: readonly RoleAssignment[] | undefined;
  readonly roleEligibilitySchedules?: readonly RoleAssignment[] | undefined;
  readonly roleDefinitions?: readonly RoleDefinition[] | undefined;
  readonly syncFeatures?: SyncFeatures | undefined;
  readonly syncBehavior?: Readonly<Record<string, { readonly isCloudManaged?: Flag }>> | undefined;
  readonly objectIdentifiers?: Readonly<Record<string, string | null>> | undefined;
  readonly subscribedSkus?: readonly SubscribedSku[] | undefined;
  readonly devices?: readonly CloudDevice[] | undefined;
  /** Object ids of the members, by group id. */
  readonly groupMembers?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly directoryAudits?: readonly DirectoryAudit[] | undefined;
  readonly signIns?: readonly SignIn[] | undefined;
  readonly exchangeRecipients?: readonly ExchangeRecipient[] | undefined;
  readonly servicePrincipals?: readonly ServicePrincipal[] | undefined;
  readonly conditionalAccessPolicies?: readonly ConditionalAccessPolicy[] | undefined;
  /** Jobs of Cloud Sync, by the id of their service principal. */
  readonly synchronizationJobs?: Readonly<Record<string, readonly SynchronizationJob[]>> | undefined;
}
