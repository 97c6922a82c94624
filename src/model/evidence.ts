/**
 * The evidence about one question: raw source documents, field names as LDAP, Graph and the ADSync cmdlets give them.
 * Absent = not looked at. Present and empty = looked, nothing there. Format `syncwhy-evidence/1`.
 */
export interface EvidenceDocument {
  readonly format: 'syncwhy-evidence/1';
  readonly question?: string | undefined;
  readonly subject?: string | undefined;
  /** ISO 8601 UTC; "now" for every rule. */
  readonly takenAt: string;
  readonly directory?: { readonly forests: readonly ForestDocument[] } | undefined;
  readonly entra?: EntraDocument | undefined;
  readonly syncServers?: readonly SyncServerDocument[] | undefined;
  readonly unread: readonly Unread[];
}

/** Why a source could not be read. A closed list: cards and documentation explain each. */
export const UNREADABLE = ['relay-offline', 'access-denied', 'timed-out', 'throttled', 'not-configured', 'not-asked', 'failed'] as const;
export type Unreadable = (typeof UNREADABLE)[number];

export interface Unread {
  /** Section of the document, e.g. `entra.syncFeatures` or `syncServers.scheduler`. */
  readonly what: string;
  readonly why: Unreadable;
  /** One sentence for an administrator; never a stack trace, never a secret. */
  readonly detail?: string | undefined;
}

// ------------------------------------------------------------------ Active Directory

/** LDAP attributes: always lists of strings, binary values base64, times and numbers as LDAP gives them. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

export interface AdEntry {
  readonly dn: string;
  readonly attributes: Attributes;
}

export interface ForestDocument {
  readonly name: string;
  readonly domains?: readonly string[] | undefined;
  readonly upnSuffixes?: readonly string[] | undefined;
  readonly exchangeSchema?: boolean | undefined;
  readonly schemaAttributes?: readonly string[] | undefined;
  readonly entries?: readonly AdEntry[] | undefined;
  readonly deleted?: readonly AdEntry[] | undefined;
  readonly inheritanceBlocked?: readonly string[] | undefined;
  readonly copies?: readonly (AdEntry & { readonly server: string })[] | undefined;
}

// ------------------------------------------------------------------ Microsoft Entra ID (Graph v1.0 JSON)

type Text = string | null | undefined;
type Flag = boolean | null | undefined;

export interface ProvisioningError {
  readonly category?: Text;
  readonly occurredDateTime?: Text;
  readonly propertyCausingError?: Text;
  readonly value?: Text;
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
}

export interface CloudGroup extends CloudObject {
  readonly mailEnabled?: Flag;
  readonly securityEnabled?: Flag;
}

export type CloudContact = CloudObject;

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
}

export interface RoleAssignment {
  readonly principalId?: Text;
  readonly roleDefinitionId?: Text;
}

export interface RoleDefinition {
  readonly id: string;
  readonly displayName?: Text;
  readonly isPrivileged?: Flag;
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
}

// ------------------------------------------------------------------ Entra Connect (ADSync cmdlets)

export interface Scheduler {
  readonly AllowedSyncCycleInterval?: Text;
  /** .NET TimeSpan as text, e.g. `00:30:00`. */
  readonly CurrentlyEffectiveSyncCycleInterval?: Text;
  readonly NextSyncCycleStartTimeInUTC?: Text;
  readonly SyncCycleEnabled?: Flag;
  readonly MaintenanceEnabled?: Flag;
  readonly StagingModeEnabled?: Flag;
  readonly SchedulerSuspended?: Flag;
  readonly SyncCycleInProgress?: Flag;
}

export interface ConnectorPartition {
  readonly DN?: Text;
  readonly Selected?: Flag;
  readonly IsDomain?: Flag;
  readonly ConnectorPartitionScope?:
    | { readonly ContainerInclusionList?: readonly string[] | undefined; readonly ContainerExclusionList?: readonly string[] | undefined }
    | null
    | undefined;
}

export interface Connector {
  readonly Identifier?: Text;
  readonly Name?: Text;
  /** `AD` or `Extensible2` (Entra). */
  readonly Type?: Text;
  readonly SubType?: Text;
  readonly Partitions?: readonly ConnectorPartition[] | undefined;
}

export interface CsAttribute {
  readonly Name?: Text;
  readonly Values?: readonly (string | number | boolean | null)[] | undefined;
}

export interface ExportError {
  readonly RetryCount?: number | null | undefined;
  readonly InitialOccurrence?: Text;
  readonly LatestOccurrence?: Text;
  readonly ErrorType?: Text;
  readonly ErrorName?: Text;
  readonly ErrorCode?: Text;
  readonly ErrorLiteral?: Text;
  /** JSON text of a list of {Key, Value[]}; parsed at the boundary into `conflict`. */
  readonly ErrorExtraDetails?: Text;
  readonly conflict?: ExportConflict | undefined;
}

/** What ErrorExtraDetails says, parsed: keys ObjectIdInConflict, AttributeConflictName, AttributeConflictValues. */
export interface ExportConflict {
  readonly objectIdInConflict?: string | undefined;
  readonly attributeName?: string | undefined;
  readonly attributeValues: readonly string[];
}

export interface CsObject {
  readonly ObjectId?: Text;
  readonly ConnectorName?: Text;
  readonly ConnectorType?: Text;
  readonly DistinguishedName?: Text;
  /** base64 of the anchor octets; objectGUID for AD. */
  readonly AnchorValue?: Text;
  readonly ObjectType?: Text;
  /** True: only a reference of another object points there; it was never imported. */
  readonly IsPlaceHolder?: Flag;
  readonly ConnectedMVObjectId?: Text;
  readonly HasExportError?: Flag;
  readonly ExportError?: ExportError | null | undefined;
  readonly HasSyncError?: Flag;
  readonly SynchronizationError?: { readonly ErrorType?: Text; readonly LatestOccurrence?: Text; readonly InitialOccurrence?: Text } | null | undefined;
  readonly Attributes?: readonly CsAttribute[] | undefined;
}

export interface MvObject {
  readonly ObjectId?: Text;
  readonly Lineage?: readonly { readonly ConnectorName?: Text; readonly ConnectedCsObjectDN?: Text; readonly ConnectedCsObjectId?: Text }[] | undefined;
  readonly Attributes?: readonly CsAttribute[] | undefined;
}

export interface RunProfileResult {
  readonly ConnectorName?: Text;
  readonly RunProfileName?: Text;
  readonly RunNumber?: number | null | undefined;
  readonly Result?: Text;
  readonly IsRunComplete?: Flag;
  readonly StartDate?: Text;
  readonly EndDate?: Text;
}

export interface GlobalSettings {
  readonly Parameters?: readonly { readonly Name?: Text; readonly Value?: Text }[] | undefined;
}

export interface PendingExport {
  readonly ConnectorName?: Text;
  readonly DistinguishedName?: Text;
  readonly ObjectId?: Text;
  readonly ObjectType?: Text;
  readonly Operation?: Text;
  readonly CloudAnchor?: Text;
}

export interface ConnectorStatistics {
  readonly ConnectorName?: Text;
  readonly ExportAdds?: number | null | undefined;
  readonly ExportUpdates?: number | null | undefined;
  readonly ExportDeletes?: number | null | undefined;
}

export interface SyncServerDocument {
  readonly name: string;
  readonly version?: string | undefined;
  readonly service?: { readonly status?: Text; readonly startType?: Text; readonly account?: Text } | undefined;
  readonly scheduler?: Scheduler | undefined;
  readonly runStatus?: readonly { readonly ConnectorName?: Text; readonly RunState?: Text }[] | undefined;
  readonly connectors?: readonly Connector[] | undefined;
  readonly globalSettings?: GlobalSettings | undefined;
  readonly runHistory?: readonly RunProfileResult[] | undefined;
  readonly csObjects?: readonly CsObject[] | undefined;
  readonly mvObjects?: readonly MvObject[] | undefined;
  readonly statistics?: readonly ConnectorStatistics[] | undefined;
  readonly pendingExports?: readonly PendingExport[] | undefined;
}
