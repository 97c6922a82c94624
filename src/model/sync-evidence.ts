import type { SyncRule } from './sync-rule.ts';

export type * from './sync-rule.ts';

/** What the ADSync cmdlets give as JSON (lists of one unwrapped again, times ISO 8601, TimeSpans as text). */

type Text = string | null | undefined;
type Flag = boolean | null | undefined;
type Count = number | null | undefined;

export interface Scheduler {
  readonly AllowedSyncCycleInterval?: Text;
  readonly CustomizedSyncCycleInterval?: Text;
  /** `Delta` or `Initial`. */
  readonly NextSyncCyclePolicyType?: Text;
  readonly PurgeRunHistoryInterval?: Text;
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
  readonly Identifier?: Text;
  readonly Name?: Text;
  readonly PreferredDCs?: readonly string[] | undefined;
  readonly DN?: Text;
  readonly Selected?: Flag;
  readonly IsDomain?: Flag;
  readonly ConnectorPartitionScope?:
    | { readonly ContainerInclusionList?: readonly string[] | undefined; readonly ContainerExclusionList?: readonly string[] | undefined; readonly ObjectClasses?: readonly string[] | undefined }
    | null
    | undefined;
}

export interface Connector {
  readonly Identifier?: Text;
  readonly Name?: Text;
  /** `AD` or `Extensible2` (Entra). */
  readonly Type?: Text;
  readonly SubType?: Text;
  readonly CreationTime?: Text;
  readonly LastModificationTime?: Text;
  readonly Partitions?: readonly ConnectorPartition[] | undefined;
  readonly ObjectInclusionList?: readonly string[] | undefined;
  readonly AttributeInclusionList?: readonly string[] | undefined;
  readonly RunProfiles?: readonly { readonly Identifier?: Text; readonly Name?: Text }[] | undefined;
  /** Names and values that hold no secret, e.g. `forest-login-user`. */
  readonly ConnectivityParameters?: readonly Parameter[] | undefined;
  readonly GlobalParameters?: readonly Parameter[] | undefined;
}

export interface Parameter {
  readonly Name?: Text;
  readonly Value?: Text;
}

/** An attribute in the connector space or in the metaverse; there with the rule and the connector that contributed it. */
export interface CsAttribute {
  readonly Name?: Text;
  readonly SyncRuleName?: Text;
  readonly ConnectorName?: Text;
  readonly LastModificationTime?: Text;
  readonly Values?: readonly (string | number | boolean | null)[] | undefined;
}

export interface ExportError {
  readonly RetryCount?: Count;
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

/** What ErrorExtraDetails says, parsed: keys ObjectIdInConflict, AttributeConflictName, AttributeConflictValues, InvalidAttributeName. */
export interface ExportConflict {
  readonly objectIdInConflict?: string | undefined;
  readonly attributeName?: string | undefined;
  readonly attributeValues: readonly string[];
  readonly invalidAttributeName?: string | undefined;
}

export interface SynchronizationError {
  readonly RetryCount?: Count;
  readonly InitialOccurrence?: Text;
  readonly LatestOccurrence?: Text;
  readonly ErrorType?: Text;
  readonly ExportedChangedNotReimported?: Flag;
  /** The attributes that came back with another value, where the engine names them. */
  readonly AttributeNames?: readonly string[] | undefined;
  readonly SynchronizationStep?: Text;
  /** The words of a rule that threw. */
  readonly ErrorText?: Text;
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
  /** False: a disconnector, joined to nothing. */
  readonly IsConnector?: Flag;
  readonly IsTransient?: Flag;
  readonly ConnectorId?: Text;
  readonly PartitionId?: Text;
  /** The rules that act on it. */
  readonly Lineage?: readonly { readonly SyncRuleName?: Text; readonly SyncRuleInternalId?: Text; readonly Operation?: Text }[] | undefined;
  readonly ConnectedMVObjectId?: Text;
  readonly HasExportError?: Flag;
  readonly ExportError?: ExportError | null | undefined;
  readonly HasSyncError?: Flag;
  readonly SynchronizationError?: SynchronizationError | null | undefined;
  readonly Attributes?: readonly CsAttribute[] | undefined;
}

export interface MvObject {
  readonly ObjectId?: Text;
  readonly ObjectType?: Text;
  readonly Lineage?: readonly { readonly ConnectorName?: Text; readonly ConnectedCsObjectDN?: Text; readonly ConnectedCsObjectId?: Text }[] | undefined;
  readonly Attributes?: readonly CsAttribute[] | undefined;
}

/** One object error of one step of a run. */
export interface RunSyncError {
  readonly ObjectDn?: Text;
  readonly ObjectDisplayName?: Text;
  readonly CsGuid?: Text;
  readonly ErrorType?: Text;
  readonly AlgorithmStep?: Text;
  readonly FirstOccurred?: Text;
  readonly DateOccurred?: Text;
  readonly RetryCount?: Count;
  readonly ExtensionErrorInfo?: Text;
  /** What the connected directory answered, as text, e.g. with code 8344. */
  readonly CdError?: Text;
}

export interface RunStepResult {
  readonly StepNumber?: Count;
  readonly StepResult?: Text;
  readonly StartDate?: Text;
  readonly EndDate?: Text;
  readonly StageAdd?: Count;
  readonly StageUpdate?: Count;
  readonly StageDelete?: Count;
  readonly StageNoChange?: Count;
  readonly StageRename?: Count;
  readonly StageDeleteAdd?: Count;
  readonly StageFailure?: Count;
  /** Objects without a person in the metaverse: kept out by scope, joined to one, made into one (projected), left as they are. */
  readonly DisconnectorFiltered?: Count;
  readonly DisconnectorJoinedNoFlow?: Count;
  readonly DisconnectorJoinedFlow?: Count;
  readonly DisconnectorProjectedNoFlow?: Count;
  readonly DisconnectorProjectedFlow?: Count;
  readonly DisconnectorRemains?: Count;
  /** Objects with a person in the metaverse. */
  readonly ConnectorFilteredRemoveMv?: Count;
  readonly ConnectorFilteredLeaveMv?: Count;
  readonly ConnectorFlow?: Count;
  readonly ConnectorNoFlow?: Count;
  readonly ConnectorDeleteRemoveMv?: Count;
  readonly ConnectorDeleteLeaveMv?: Count;
  readonly ExportAdd?: Count;
  readonly ExportUpdate?: Count;
  readonly ExportRename?: Count;
  readonly ExportDelete?: Count;
  readonly ExportDeleteAdd?: Count;
  readonly ExportFailure?: Count;
  readonly FlowFailure?: Count;
  /** Connection log of the step as XML text. */
  readonly ConnectorConnectionInformationXml?: Text;
  readonly ConnectorDiscoveryErrors?: Text;
  readonly SyncErrors?: { readonly SyncErrorsList?: readonly RunSyncError[] | undefined } | null | undefined;
}

export interface RunProfileResult {
  readonly ConnectorId?: Text;
  readonly CurrentStepNumber?: Count;
  readonly TotalSteps?: Count;
  readonly RunStepResults?: readonly RunStepResult[] | undefined;
  readonly ConnectorName?: Text;
  readonly RunProfileName?: Text;
  readonly RunNumber?: Count;
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
  readonly ExportAdds?: Count;
  readonly ExportUpdates?: Count;
  readonly ExportDeletes?: Count;
  readonly ImportAdds?: Count;
  readonly ImportUpdates?: Count;
  readonly ImportDeletes?: Count;
  readonly ImportNoChange?: Count;
  readonly TotalConnectors?: Count;
}

/** `DeletionPrevention`: `EnabledForCount`, `EnabledForPercentage` or `Disabled`. */
export interface ExportDeletionThreshold {
  readonly DeletionPrevention?: Text;
  readonly ThresholdCount?: Count;
  readonly ThresholdPercentage?: Count;
}

export interface PasswordSync {
  readonly configuration?: readonly { readonly SourceConnector?: Text; readonly TargetConnector?: Text; readonly Enabled?: Flag }[] | undefined;
  readonly partitionState?: readonly PartitionPasswordState[] | undefined;
  /** Get-ADSyncCSObjectLog of the object asked about. */
  readonly objectLog?: readonly { readonly CsObjectId?: Text; readonly DistinguishedName?: Text; readonly Status?: Text; readonly TimeStamp?: Text }[] | undefined;
}

export interface PartitionPasswordState {
  readonly ConnectorId?: Text;
  readonly DN?: Text;
  readonly PasswordSyncLastSuccessfulCycleStartTimestamp?: Text;
  readonly PasswordSyncLastSuccessfulCycleEndTimestamp?: Text;
  readonly PasswordSyncLastCycleStartTimestamp?: Text;
  readonly PasswordSyncLastCycleEndTimestamp?: Text;
  readonly PasswordSyncLastCycleStatus?: Text;
}

export interface DomainReachability {
  readonly FullName?: Text;
  readonly IsReachable?: Flag;
  readonly ExceptionMessage?: Text;
}

/** An entry of the Windows event log of a sync server. */
export interface ServerEvent {
  readonly source?: Text;
  readonly id?: Count;
  readonly level?: Text;
  readonly time?: Text;
  readonly message?: Text;
}

/** Registry and framework of the server as they bear on TLS 1.2; names as Get-ADSyncToolsTls12 gives them, plus `frameworkRelease`. */
export interface TlsSettings {
  readonly settings?: readonly { readonly Path?: Text; readonly Name?: Text; readonly Value?: Text }[] | undefined;
  /** .NET release key (registry NDP\v4\Full\Release); 461808 is 4.7.2. */
  readonly frameworkRelease?: Count;
  readonly enabled?: Flag;
}

export interface SyncServerDocument {
  readonly name: string;
  readonly version?: string | undefined;
  /** The Windows service ADSync, since when its process runs (ISO 8601 UTC), and whether its machine is a domain controller as well. */
  readonly service?: { readonly status?: Text; readonly startType?: Text; readonly account?: Text; readonly isDomainController?: Flag; readonly startedAt?: Text } | undefined;
  readonly scheduler?: Scheduler | undefined;
  readonly runStatus?: readonly { readonly ConnectorName?: Text; readonly RunState?: Text }[] | undefined;
  readonly connectors?: readonly Connector[] | undefined;
  readonly globalSettings?: GlobalSettings | undefined;
  readonly runHistory?: readonly RunProfileResult[] | undefined;
  readonly csObjects?: readonly CsObject[] | undefined;
  readonly mvObjects?: readonly MvObject[] | undefined;
  readonly statistics?: readonly ConnectorStatistics[] | undefined;
  readonly pendingExports?: readonly PendingExport[] | undefined;
  readonly rules?: readonly SyncRule[] | undefined;
  readonly exportDeletionThreshold?: ExportDeletionThreshold | undefined;
  /** Get-ADSyncAADCompanyFeature. */
  readonly companyFeatures?: Readonly<Record<string, boolean | null>> | undefined;
  readonly passwordSync?: PasswordSync | undefined;
  readonly domainReachability?: readonly DomainReachability[] | undefined;
  readonly tls?: TlsSettings | undefined;
  readonly healthAgent?: { readonly version?: Text; readonly status?: Text; readonly lastUpload?: Text } | undefined;
  readonly events?: readonly ServerEvent[] | undefined;
}
