import { z } from 'zod';
import { UNREADABLE, type AdEntry, type ForestDocument, type SyncServerDocument, type Unread } from '../model/evidence.ts';
import type { OnPremFragment } from '../model/relay-job.ts';

/*
 * Evidence that travels from a relay. The envelope is strict; inside the documents, fields that nobody asks for are left out,
 * for cmdlets of other builds have more of them.
 */

const text = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.number().nullish();
const strings = z.array(z.string());

const adEntry = z.strictObject({ dn: z.string(), attributes: z.record(z.string(), strings) }) satisfies z.ZodType<AdEntry>;

const forest = z.strictObject({
  name: z.string(),
  domains: strings.optional(),
  upnSuffixes: strings.optional(),
  exchangeSchema: z.boolean().optional(),
  schemaAttributes: strings.optional(),
  entries: z.array(adEntry).optional(),
  deleted: z.array(adEntry).optional(),
  inheritanceBlocked: strings.optional(),
  copies: z.array(z.strictObject({ ...adEntry.shape, server: z.string() })).optional(),
}) satisfies z.ZodType<ForestDocument>;

const scheduler = z.object({
  AllowedSyncCycleInterval: text,
  CurrentlyEffectiveSyncCycleInterval: text,
  NextSyncCycleStartTimeInUTC: text,
  SyncCycleEnabled: flag,
  MaintenanceEnabled: flag,
  StagingModeEnabled: flag,
  SchedulerSuspended: flag,
  SyncCycleInProgress: flag,
});

const connector = z.object({
  Identifier: text,
  Name: text,
  Type: text,
  SubType: text,
  Partitions: z
    .array(
      z.object({
        DN: text,
        Selected: flag,
        IsDomain: flag,
        ConnectorPartitionScope: z.object({ ContainerInclusionList: strings.optional(), ContainerExclusionList: strings.optional() }).nullish(),
      }),
    )
    .optional(),
});

const attributes = z.array(z.object({ Name: text, Values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() })).optional();

const exportError = z.object({
  RetryCount: count,
  InitialOccurrence: text,
  LatestOccurrence: text,
  ErrorType: text,
  ErrorName: text,
  ErrorCode: text,
  ErrorLiteral: text,
  ErrorExtraDetails: text,
  conflict: z.object({ objectIdInConflict: z.string().optional(), attributeName: z.string().optional(), attributeValues: strings }).optional(),
});

const connectorSpaceObject = z.object({
  ObjectId: text,
  ConnectorName: text,
  ConnectorType: text,
  DistinguishedName: text,
  ConnectedMVObjectId: text,
  HasExportError: flag,
  ExportError: exportError.nullish(),
  HasSyncError: flag,
  SynchronizationError: z.object({ ErrorType: text, LatestOccurrence: text, InitialOccurrence: text }).nullish(),
  Attributes: attributes,
});

const metaverseObject = z.object({
  ObjectId: text,
  Lineage: z.array(z.object({ ConnectorName: text, ConnectedCsObjectDN: text, ConnectedCsObjectId: text })).optional(),
  Attributes: attributes,
});

const run = z.object({ ConnectorName: text, RunProfileName: text, RunNumber: count, Result: text, IsRunComplete: flag, StartDate: text, EndDate: text });

const syncServer = z.strictObject({
  name: z.string(),
  version: z.string().optional(),
  service: z.object({ status: text, startType: text, account: text }).optional(),
  scheduler: scheduler.optional(),
  runStatus: z.array(z.object({ ConnectorName: text, RunState: text })).optional(),
  connectors: z.array(connector).optional(),
  globalSettings: z.object({ Parameters: z.array(z.object({ Name: text, Value: text })).optional() }).optional(),
  runHistory: z.array(run).optional(),
  csObjects: z.array(connectorSpaceObject).optional(),
  mvObjects: z.array(metaverseObject).optional(),
  statistics: z.array(z.object({ ConnectorName: text, ExportAdds: count, ExportUpdates: count, ExportDeletes: count })).optional(),
  pendingExports: z.array(z.object({ ConnectorName: text, DistinguishedName: text, ObjectId: text, ObjectType: text, Operation: text, CloudAnchor: text })).optional(),
}) satisfies z.ZodType<SyncServerDocument>;

const unread = z.strictObject({ what: z.string(), why: z.enum(UNREADABLE), detail: z.string().optional() }) satisfies z.ZodType<Unread>;

export const onPremFragment = z.strictObject({
  forests: z.array(forest).optional(),
  syncServers: z.array(syncServer).optional(),
  unread: z.array(unread),
}) satisfies z.ZodType<OnPremFragment>;
