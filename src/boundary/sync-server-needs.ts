import type { ServerSection } from '../model/relay-job.ts';

/** Fields that must be there, also when they are null or empty; those below an object or below each item of a list. */
export interface Needs {
  readonly [field: string]: Needs | null;
}

const fields = (...names: readonly string[]): Needs => Object.fromEntries(names.map((name) => [name, null]));

const SCHEDULER = fields('CurrentlyEffectiveSyncCycleInterval', 'NextSyncCyclePolicyType', 'NextSyncCycleStartTimeInUTC', 'SyncCycleEnabled', 'StagingModeEnabled', 'SchedulerSuspended', 'SyncCycleInProgress');
const RUN = fields('ConnectorName', 'RunProfileName', 'Result', 'IsRunComplete', 'StartDate', 'EndDate');
const SCOPE = { ConnectorPartitionScope: fields('ContainerInclusionList', 'ContainerExclusionList') };
const ATTRIBUTES = { Attributes: fields('Name', 'Values') };
const ERROR = { ExportError: fields('LatestOccurrence', 'ErrorType', 'ErrorName', 'ErrorExtraDetails'), SynchronizationError: fields('LatestOccurrence', 'ErrorType') };

/**
 * What each section must hold to be a reading. A build of ADSync that lacks one of these fields has not said "nothing": the section is not known.
 * Fields that are not named here may be absent, and are then not known themselves.
 */
const NEEDS: Readonly<Record<ServerSection, Needs>> = {
  version: {},
  service: fields('status'),
  scheduler: SCHEDULER,
  runStatus: fields('ConnectorName', 'RunState'),
  connectors: { ...fields('Identifier', 'Name', 'Type', 'ObjectInclusionList', 'AttributeInclusionList'), Partitions: { ...fields('DN', 'Selected'), ...SCOPE }, RunProfiles: fields('Name'), ConnectivityParameters: fields('Name', 'Value') },
  globalSettings: { Parameters: fields('Name', 'Value') },
  runHistory: { ...RUN, RunStepResults: { ...fields('StepResult'), SyncErrors: { SyncErrorsList: fields('ErrorType', 'CsGuid', 'ObjectDn') } } },
  csObjects: { ...fields('ObjectId', 'ConnectorName', 'DistinguishedName', 'ConnectedMVObjectId', 'IsPlaceHolder', 'IsConnector', 'HasExportError', 'HasSyncError'), ...ERROR, Lineage: fields('SyncRuleName'), ...ATTRIBUTES },
  mvObjects: { ...fields('ObjectId'), Lineage: fields('ConnectorName', 'ConnectedCsObjectDN', 'ConnectedCsObjectId'), ...ATTRIBUTES },
  rules: {
    ...fields('Name', 'Direction', 'Disabled', 'Precedence', 'Connector', 'EnablePasswordSync', 'IsStandardRule'), ScopeFilter: { ScopeConditionList: fields('Attribute', 'ComparisonOperator', 'ComparisonValue') },
    JoinFilter: { JoinConditionList: fields('CSAttribute', 'MVAttribute') },
  },
  exportDeletionThreshold: fields('DeletionPrevention', 'ThresholdCount'),
  statistics: fields('ConnectorName', 'ExportAdds', 'ExportUpdates', 'ExportDeletes', 'ImportAdds', 'ImportUpdates', 'ImportDeletes', 'TotalConnectors'),
  pendingExports: fields('ConnectorName', 'DistinguishedName', 'Operation'),
  companyFeatures: fields('PasswordHashSync'),
  passwordSync: {
    configuration: fields('SourceConnector', 'Enabled'), partitionState: fields('DN', 'PasswordSyncLastSuccessfulCycleEndTimestamp', 'PasswordSyncLastCycleStatus'),
    objectLog: fields('DistinguishedName', 'Status', 'TimeStamp'),
  },
  domainReachability: fields('FullName', 'IsReachable'),
  tls: { settings: fields('Path', 'Name', 'Value') },
  healthAgent: fields('status'),
  events: fields('source', 'id', 'level', 'time', 'message'),
};

export const needsOf = (section: ServerSection): Needs => NEEDS[section];
export const NEEDS_OF_SCHEDULER = SCHEDULER;
export const NEEDS_OF_RUN = RUN;

/** The path of the first field that is needed and not there, e.g. `Partitions.Selected`; null when all are. */
export function missingField(needs: Needs, value: unknown): string | null {
  if (value === null || value === undefined || typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.map((item) => missingField(needs, item)).find((path) => path !== null) ?? null;
  const given = new Map(Object.entries(value));
  for (const [name, below] of Object.entries(needs)) {
    if (!given.has(name)) return name;
    const deeper = below === null ? null : missingField(below, given.get(name));
    if (deeper !== null) return `${name}.${deeper}`;
  }
  return null;
}
