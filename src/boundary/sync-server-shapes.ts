import { z } from 'zod';
import type { ExportConflict } from '../model/evidence.ts';
import type { ServerSection } from '../model/relay-job.ts';
import { asItIs, keepsValues } from './as-it-is.ts';
import { optional } from './shape-words.ts';

/** Shapes of what the ADSync cmdlets give as JSON. PowerShell unwraps lists of one and varies between text and number. */

/** Text; a number or a truth value is taken as its text. */
const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).nullish();
const flag = z
  .union([z.boolean(), z.string().regex(/^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$/, 'expected true or false').transform((value) => value.toLowerCase() === 'true'), z.literal(0).transform(() => false), z.literal(1).transform(() => true)])
  .nullish();
/** Text, or whatever else the cmdlet unfolded, as its JSON. */
const words = keepsValues(z.unknown().optional().transform((value) => (value === null || value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value))), z.string());
const number = z.union([z.number(), z.string().regex(/^-?\d+$/, 'expected a number').transform(Number)]).nullish();

/** Tells the published schema that a single item may stand without brackets. */
export const UNWRAPPABLE = { 'x-unwrappable': true };

const list = <Item extends z.ZodType>(item: Item) => {
  const items = z.array(item);
  return keepsValues(z.preprocess((value) => (value === null || value === undefined || Array.isArray(value) ? value : [value]), items.nullish().transform((value) => value ?? undefined)).meta(UNWRAPPABLE), items);
};
/** Lists whose absence means something. ConvertTo-Json makes a bare object of a list of one; an object without any member is a mistake of the document. */
const section = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (isUnwrapped(value) ? [value] : value), z.array(asItIs(item)).nullish().transform((items) => items ?? undefined)).meta(UNWRAPPABLE);

const isUnwrapped = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

/** A .NET TimeSpan: text, or the object that ConvertTo-Json makes of it. */
const span = z
  .union([z.string(), z.object({ TotalMilliseconds: z.number() }).transform(({ TotalMilliseconds }) => spanText(TotalMilliseconds)), z.object({ Ticks: z.number() }).transform(({ Ticks }) => spanText(Ticks / 10_000))])
  .nullish();

function spanText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 86_400)}.${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const detail = z.object({ Key: z.string(), Value: list(z.union([z.string(), z.number().transform(String)])) });

/** ErrorExtraDetails is a string that holds JSON, or already a list; text that is no such list is no detail. */
const extraDetails = z.union([z.string(), z.array(z.unknown())]).nullish();

function conflictOf(details: string | readonly unknown[] | null | undefined): ExportConflict | undefined {
  const parsed = z.array(detail).safeParse(typeof details === 'string' ? jsonOf(details) : details);
  if (!parsed.success) return undefined;
  const values = (key: string): readonly string[] => parsed.data.filter((each) => each.Key.toLowerCase() === key).flatMap((each) => each.Value ?? []);
  const [invalid] = values('invalidattributename');
  const conflict = { objectIdInConflict: values('objectidinconflict')[0], attributeName: values('attributeconflictname')[0], attributeValues: values('attributeconflictvalues') };
  return invalid === undefined ? conflict : { ...conflict, invalidAttributeName: invalid };
}

function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

const exportError = z
  .object({ RetryCount: number, InitialOccurrence: text, LatestOccurrence: text, ErrorType: text, ErrorName: text, ErrorCode: text, ErrorLiteral: text, ErrorExtraDetails: extraDetails })
  .transform(({ ErrorExtraDetails, ...rest }) => ({
    ...rest,
    ErrorExtraDetails: typeof ErrorExtraDetails === 'string' ? ErrorExtraDetails : ErrorExtraDetails === null || ErrorExtraDetails === undefined ? undefined : JSON.stringify(ErrorExtraDetails),
    conflict: conflictOf(ErrorExtraDetails),
  }));

const attribute = z.object({ Name: text, SyncRuleName: text, ConnectorName: text, LastModificationTime: text, Values: list(z.union([z.string(), z.number(), z.boolean(), z.null()])) });

/** Octets as text, as a list of numbers, or as .NET's byte array in JSON. */
const anchor = z.union([z.string(), z.array(z.number()).transform((octets) => Buffer.from(octets).toString('base64'))]).nullish();

const synchronizationError = z.object({
  RetryCount: number, InitialOccurrence: text, LatestOccurrence: text, ErrorType: text, ExportedChangedNotReimported: flag, AttributeNames: list(z.string()), SynchronizationStep: text, ErrorText: text,
});

const csObject = z.object({
  ObjectId: text,
  ConnectorId: text,
  ConnectorName: text,
  ConnectorType: text,
  PartitionId: text,
  DistinguishedName: text,
  AnchorValue: anchor,
  ObjectType: text,
  IsPlaceHolder: flag,
  IsConnector: flag,
  IsTransient: flag,
  ConnectedMVObjectId: text,
  HasExportError: flag,
  ExportError: exportError.nullish(),
  HasSyncError: flag,
  SynchronizationError: synchronizationError.nullish(),
  Lineage: list(z.object({ SyncRuleName: text, SyncRuleInternalId: text, Operation: text })),
  Attributes: list(attribute),
});

const mvObject = z.object({
  ObjectId: text,
  ObjectType: text,
  Lineage: list(z.object({ ConnectorName: text, ConnectedCsObjectDN: text, ConnectedCsObjectId: text })),
  Attributes: list(attribute),
});

export const scheduler = z.object({
  AllowedSyncCycleInterval: span,
  CurrentlyEffectiveSyncCycleInterval: span,
  CustomizedSyncCycleInterval: span,
  NextSyncCyclePolicyType: text,
  NextSyncCycleStartTimeInUTC: text,
  PurgeRunHistoryInterval: span,
  SyncCycleEnabled: flag,
  MaintenanceEnabled: flag,
  StagingModeEnabled: flag,
  SchedulerSuspended: flag,
  SyncCycleInProgress: flag,
});

const parameter = z.object({ Name: text, Value: text });
const containers = z.object({ ContainerInclusionList: list(z.string()), ContainerExclusionList: list(z.string()), ObjectClasses: list(z.string()) });
const partition = z.object({ Identifier: text, Name: text, DN: text, Selected: flag, IsDomain: flag, PreferredDCs: list(z.string()), ConnectorPartitionScope: containers.nullish() });

const connector = z.object({
  Identifier: text,
  Name: text,
  Type: text,
  SubType: text,
  CreationTime: text,
  LastModificationTime: text,
  Partitions: list(partition),
  ObjectInclusionList: list(z.string()),
  AttributeInclusionList: list(z.string()),
  RunProfiles: list(z.object({ Identifier: text, Name: text })),
  ConnectivityParameters: list(parameter),
  GlobalParameters: list(parameter),
});

const objectError = z.object({
  ObjectDn: text, ObjectDisplayName: text, CsGuid: text, ErrorType: text, AlgorithmStep: text, FirstOccurred: text, DateOccurred: text, RetryCount: number,
  ExtensionErrorInfo: words, CdError: words,
});

const stepResult = z.object({
  StepNumber: number, StepResult: text, StartDate: text, EndDate: text, StageNoChange: number, StageAdd: number, StageUpdate: number, StageRename: number, StageDelete: number, StageDeleteAdd: number, StageFailure: number,
  DisconnectorFiltered: number, DisconnectorJoinedNoFlow: number, DisconnectorJoinedFlow: number, DisconnectorProjectedNoFlow: number, DisconnectorProjectedFlow: number, DisconnectorRemains: number,
  ConnectorFilteredRemoveMv: number, ConnectorFilteredLeaveMv: number, ConnectorFlow: number, ConnectorNoFlow: number, ConnectorDeleteRemoveMv: number, ConnectorDeleteLeaveMv: number,
  ExportAdd: number, ExportUpdate: number, ExportRename: number, ExportDelete: number, ExportDeleteAdd: number, ExportFailure: number, FlowFailure: number,
  ConnectorConnectionInformationXml: words, ConnectorDiscoveryErrors: words,
  SyncErrors: optional(z.object({ SyncErrorsList: list(objectError) })),
});

export const run = z.object({
  ConnectorId: text, ConnectorName: text, RunProfileName: text, RunNumber: number, Result: text, IsRunComplete: flag, CurrentStepNumber: number, TotalSteps: number,
  StartDate: text, EndDate: text, RunStepResults: list(stepResult),
});

const scopeCondition = z.object({ Attribute: text, ComparisonOperator: text, ComparisonValue: text });
const rule = z.object({
  Identifier: text, InternalId: text, Name: text, Direction: text, Disabled: flag, Precedence: number, LinkType: text, EnablePasswordSync: flag, Connector: text,
  SourceObjectType: text, TargetObjectType: text, IsStandardRule: flag, ImmutableTag: text, LastModificationTime: text,
  ScopeFilter: list(z.object({ ScopeConditionList: list(scopeCondition) })),
  JoinFilter: list(z.object({ JoinConditionList: list(z.object({ CSAttribute: text, MVAttribute: text, CaseSensitive: flag })) })),
  AttributeFlowMappings: list(z.object({ Destination: text, Source: list(z.string()), FlowType: text, Expression: text })),
});

const passwordSync = z.object({
  configuration: list(z.object({ SourceConnector: text, TargetConnector: text, Enabled: flag })),
  partitionState: list(
    z.object({
      ConnectorId: text, DN: text, PasswordSyncLastSuccessfulCycleStartTimestamp: text, PasswordSyncLastSuccessfulCycleEndTimestamp: text,
      PasswordSyncLastCycleStartTimestamp: text, PasswordSyncLastCycleEndTimestamp: text, PasswordSyncLastCycleStatus: text,
    }),
  ),
  objectLog: list(z.object({ CsObjectId: text, DistinguishedName: text, Status: text, TimeStamp: text })),
});

export const syncServerSections = {
  service: optional(z.object({ status: text, startType: text, account: text, isDomainController: flag, startedAt: text })),
  scheduler: optional(scheduler),
  runStatus: section(z.object({ ConnectorName: text, RunState: text })),
  connectors: section(connector),
  globalSettings: optional(z.object({ Parameters: list(parameter) })),
  runHistory: section(run),
  csObjects: section(csObject),
  mvObjects: section(mvObject),
  rules: section(rule),
  exportDeletionThreshold: optional(z.object({ DeletionPrevention: text, ThresholdCount: number, ThresholdPercentage: number })),
  statistics: section(
    z.object({ ConnectorName: text, ExportAdds: number, ExportUpdates: number, ExportDeletes: number, ImportAdds: number, ImportUpdates: number, ImportDeletes: number, ImportNoChange: number, TotalConnectors: number }),
  ),
  pendingExports: section(z.object({ ConnectorName: text, DistinguishedName: text, ObjectId: text, ObjectType: text, Operation: text, CloudAnchor: text })),
  companyFeatures: optional(z.record(z.string(), flag.transform((value) => value ?? null))),
  passwordSync: optional(passwordSync),
  domainReachability: section(z.object({ FullName: text, IsReachable: flag, ExceptionMessage: text })),
  tls: optional(z.object({ settings: list(z.object({ Path: text, Name: text, Value: text })), frameworkRelease: number, enabled: flag })),
  healthAgent: optional(z.object({ version: text, status: text, lastUpload: text })),
  events: section(z.object({ source: text, id: number, level: text, time: text, message: text })),
};

/** What may be asked of a sync server by name. */
export const SERVER_SECTIONS = [
  'version', 'service', 'scheduler', 'runStatus', 'connectors', 'globalSettings', 'runHistory', 'csObjects', 'mvObjects', 'rules', 'exportDeletionThreshold', 'statistics',
  'pendingExports', 'companyFeatures', 'passwordSync', 'domainReachability', 'tls', 'healthAgent', 'events',
] as const satisfies readonly ServerSection[];

export const syncServer = z.object({
  name: z.string().min(1, 'expected the name of the server'),
  version: z.string().nullish().transform((value) => value ?? undefined),
  ...syncServerSections,
});
