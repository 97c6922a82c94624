import type { FieldKind } from '../../boundary/script-shapes.ts';

/** A field that the scripts read; `may lack` where a build may do without it. */
export interface ExpectedField {
  readonly kinds: readonly FieldKind[];
  readonly mayLack: boolean;
}

export interface ExpectedShape {
  readonly cmdlet: string;
  readonly fields: ReadonlyMap<string, ExpectedField>;
}

/** `path kind`, several kinds apart by `/`; a question mark behind the path: a build may lack it. */
const shape = (cmdlet: string, ...lines: readonly string[]): ExpectedShape => ({
  cmdlet,
  fields: new Map(lines.flatMap((line) => line.split(/,\s*/)).map((words) => {
    const [path = '', kinds = ''] = words.split(' ');
    return [path.replace('?', ''), { kinds: kindsIn(kinds), mayLack: path.includes('?') }] as const;
  })),
});

const KIND_OF_WORD: Readonly<Record<string, FieldKind>> = { text: 'text', flag: 'flag', number: 'number', time: 'time', span: 'span', identifier: 'identifier', octets: 'octets', choice: 'choice', list: 'list', object: 'object' };
const kindsIn = (words: string): readonly FieldKind[] => words.split('/').flatMap((word) => KIND_OF_WORD[word] ?? []);

const ERROR_TIMES = (prefix: string): string => ['RetryCount number', 'InitialOccurrence time', 'LatestOccurrence time', 'ErrorType text/choice'].map((line) => `${prefix}.${line}`).join(', ');
const COUNTERS = [
  'StageNoChange', 'StageAdd', 'StageUpdate', 'StageRename', 'StageDelete', 'StageDeleteAdd', 'StageFailure', 'DisconnectorFiltered', 'DisconnectorJoinedNoFlow', 'DisconnectorJoinedFlow', 'DisconnectorProjectedNoFlow',
  'DisconnectorProjectedFlow', 'DisconnectorRemains', 'ConnectorFilteredRemoveMv', 'ConnectorFilteredLeaveMv', 'ConnectorFlow', 'ConnectorNoFlow', 'ConnectorDeleteRemoveMv', 'ConnectorDeleteLeaveMv', 'ExportAdd',
  'ExportUpdate', 'ExportRename', 'ExportDelete', 'ExportDeleteAdd', 'ExportFailure', 'FlowFailure',
].map((name) => `RunStepResults[].${name} number`);

/** What the cmdlets of the module ADSync are documented, or were published by others, to give: all of it that the scripts read. Not seen live. */
export const EXPECTED_SHAPES: readonly ExpectedShape[] = [
  shape('Get-ADSyncScheduler', 'AllowedSyncCycleInterval span, CurrentlyEffectiveSyncCycleInterval span, CustomizedSyncCycleInterval span, NextSyncCyclePolicyType choice/text, NextSyncCycleStartTimeInUTC time, PurgeRunHistoryInterval span',
    'SyncCycleEnabled flag, MaintenanceEnabled flag, StagingModeEnabled flag, SchedulerSuspended flag, SyncCycleInProgress flag'),
  shape('Get-ADSyncConnectorRunStatus', 'ConnectorName text, RunState choice/text'),
  shape('Get-ADSyncConnector', 'Identifier identifier, Name text, Type text/choice, SubType? text, CreationTime time, LastModificationTime time, ObjectInclusionList list, AttributeInclusionList list, Partitions list, RunProfiles list',
    'ConnectivityParameters list, GlobalParameters list, Partitions[].Identifier identifier, Partitions[].DN text, Partitions[].Name text, Partitions[].Selected flag, Partitions[].IsDomain flag, Partitions[].PreferredDCs? list',
    'Partitions[].ConnectorPartitionScope object, Partitions[].ConnectorPartitionScope.ObjectClasses list, Partitions[].ConnectorPartitionScope.ContainerInclusionList list, Partitions[].ConnectorPartitionScope.ContainerExclusionList list',
    'RunProfiles[].Identifier identifier, RunProfiles[].Name text, ConnectivityParameters[].Name text, ConnectivityParameters[].Value text, ConnectivityParameters[].DataType choice/number, GlobalParameters[].Name text, GlobalParameters[].Value text'),
  shape('Get-ADSyncConnectorStatistics', ...['ExportAdds', 'ExportUpdates', 'ExportDeletes', 'ImportAdds', 'ImportUpdates', 'ImportDeletes', 'ImportNoChange?', 'TotalConnectors'].map((name) => `${name} number`)),
  shape('Get-ADSyncRunProfileResult', 'RunHistoryId identifier/text, ConnectorId identifier/text, ConnectorName text, RunProfileName text, RunNumber number, Result text/choice, IsRunComplete flag, CurrentStepNumber number, TotalSteps number',
    'StartDate time, EndDate time, RunStepResults list, RunStepResults[].StepNumber number, RunStepResults[].StepResult text/choice, RunStepResults[].StartDate time, RunStepResults[].EndDate time', ...COUNTERS,
    'RunStepResults[].ConnectorConnectionInformationXml text, RunStepResults[].ConnectorDiscoveryErrors text/object, RunStepResults[].SyncErrors object, RunStepResults[].SyncErrors.SyncErrorsList list'),
  shape('Get-ADSyncGlobalSettings', 'Parameters list, Parameters[].Name text, Parameters[].Value text'),
  shape('Get-ADSyncRule', 'Identifier identifier, InternalId? identifier, Name text, Direction choice/text, Disabled flag, Precedence number, LinkType choice/text, EnablePasswordSync flag, Connector identifier/text, SourceObjectType text',
    'TargetObjectType text, IsStandardRule flag, ImmutableTag? text, LastModificationTime? time, ScopeFilter list, JoinFilter list, AttributeFlowMappings list, ScopeFilter[].ScopeConditionList list, JoinFilter[].JoinConditionList list',
    'AttributeFlowMappings[].Destination text, AttributeFlowMappings[].Source list, AttributeFlowMappings[].FlowType choice/text, AttributeFlowMappings[].Expression text'),
  shape('Get-ADSyncAADPasswordSyncConfiguration', 'SourceConnector text, TargetConnector text, Enabled flag'),
  shape('Get-ADSyncPartitionPasswordSyncState', 'ConnectorId identifier/text, DN text, PasswordSyncLastSuccessfulCycleStartTimestamp time, PasswordSyncLastSuccessfulCycleEndTimestamp time, PasswordSyncLastCycleStartTimestamp time',
    'PasswordSyncLastCycleEndTimestamp time, PasswordSyncLastCycleStatus choice/text'),
  shape('Get-ADSyncCSObject', 'ObjectId identifier, ConnectorId identifier, ConnectorName text, ConnectorType text/choice, PartitionId identifier, DistinguishedName text, AnchorValue octets, ObjectType text, IsTransient? flag, IsPlaceHolder flag',
    'IsConnector flag, HasSyncError flag, HasExportError flag, ExportError object, SynchronizationError object, ConnectedMVObjectId identifier, Lineage list, Attributes list, SerializedXml text, Attributes[].Name text, Attributes[].Values list',
    'Attributes[].SyncRuleName text, Attributes[].ConnectorName text, Attributes[].LastModificationTime time, Lineage[].SyncRuleName text, Lineage[].SyncRuleInternalId text/identifier, Lineage[].Operation text/choice', ERROR_TIMES('ExportError'),
    'ExportError.ErrorName text, ExportError.ErrorCode text, ExportError.ErrorLiteral text, ExportError.ErrorExtraDetails text', ERROR_TIMES('SynchronizationError'),
    'SynchronizationError.ExportedChangedNotReimported flag/list, SynchronizationError.SynchronizationStep text/choice, SynchronizationError.StackTrace text'),
  shape('Get-ADSyncMVObject', 'ObjectId identifier, ObjectType? text, Lineage list, Attributes list, Lineage[].ConnectorName text, Lineage[].ConnectedCsObjectDN text, Lineage[].ConnectedCsObjectId identifier, Attributes[].Name text',
    'Attributes[].Values list, Attributes[].SyncRuleName text, Attributes[].ConnectorName text, Attributes[].LastModificationTime time'),
  shape('Get-ADSyncCSObjectLog', 'Status text/choice, TimeStamp time'),
  shape('Get-ADSyncDomainReachabilityStatus', 'FullName text, IsReachable flag, ExceptionMessage text'),
  shape('Get-ADSyncAADCompanyFeature', 'PasswordHashSync flag, ForcePasswordChangeOnLogOn? flag, UserWriteback? flag, DeviceWriteback? flag, UnifiedGroupWriteback? flag, GroupWritebackV2? flag'),
];
