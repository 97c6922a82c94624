import { z } from 'zod';
import type { ExportConflict, RunProfileResult, Scheduler, SyncServerDocument } from '../model/evidence.ts';

/** Why a script did not do what it was asked. */
export const REFUSALS = ['cycle-in-progress', 'scheduler-suspended', 'staging', 'access-denied', 'module-missing', 'failed'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The text that a script printed is not what the scripts of this product print. */
export class UnreadableAnswer extends Error {
  constructor(where: string) {
    super(`The answer of PowerShell cannot be read (${where}).`);
    this.name = 'UnreadableAnswer';
  }
}

/** The envelope of every script. Throws `UnreadableAnswer`. */
export const readScriptAnswer = (printed: string): z.infer<typeof answer> => parsed(answer, jsonOf(printed));

/** What read-server.ps1 says; sections it does not have stay absent. Throws `UnreadableAnswer`. */
export const readServerDocument = (name: string, result: unknown): SyncServerDocument => {
  const { globalSettings, ...read } = parsed(server, result);
  const version = globalSettings?.Parameters?.find((parameter) => parameter.Name === VERSION_PARAMETER)?.Value;
  return { name, ...read, globalSettings, version: version ?? undefined };
};

export const readScheduler = (result: unknown): Scheduler => parsed(scheduler, result);

export const readRuns = (result: unknown): readonly RunProfileResult[] => parsed(list(run), result);

const VERSION_PARAMETER = 'Microsoft.Synchronize.ServerConfigurationVersion';

function parsed<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const outcome = schema.safeParse(json);
  if (outcome.success) return outcome.data;
  throw new UnreadableAnswer(outcome.error.issues.slice(0, 3).map((issue) => issue.path.map(String).join('.')).join(', '));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableAnswer('no JSON');
  }
}

/** PowerShell unrolls a list of one into its element, and an empty one into null. */
const list = <Item extends z.ZodType>(item: Item) => z.preprocess(asList, z.array(item));

function asList(value: unknown): unknown {
  if (value === null) return [];
  return Array.isArray(value) || value === undefined ? value : [value];
}

const text = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.number().nullish();

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), why: z.enum(REFUSALS) }),
]);

const scheduler = z.object({
  AllowedSyncCycleInterval: text, CurrentlyEffectiveSyncCycleInterval: text, NextSyncCycleStartTimeInUTC: text, SyncCycleEnabled: flag,
  MaintenanceEnabled: flag, StagingModeEnabled: flag, SchedulerSuspended: flag, SyncCycleInProgress: flag,
}) satisfies z.ZodType<Scheduler>;

const run = z.object({
  ConnectorName: text, RunProfileName: text, RunNumber: count, Result: text, IsRunComplete: flag, StartDate: text, EndDate: text,
}) satisfies z.ZodType<RunProfileResult>;

const containers = z.object({ ContainerInclusionList: list(z.string()).optional(), ContainerExclusionList: list(z.string()).optional() });
const partition = z.object({ DN: text, Selected: flag, IsDomain: flag, ConnectorPartitionScope: containers.nullish() });
const connector = z.object({ Identifier: text, Name: text, Type: text, SubType: text, Partitions: list(partition).optional() });

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const attributes = list(z.object({ Name: text, Values: list(value).optional() })).optional();

const detail = z.object({ Key: z.string(), Value: list(z.string()) });

const exportError = z
  .object({
    RetryCount: count, InitialOccurrence: text, LatestOccurrence: text, ErrorType: text, ErrorName: text, ErrorCode: text, ErrorLiteral: text,
    ErrorExtraDetails: z.unknown(),
  })
  .transform(({ ErrorExtraDetails, ...error }) => ({
    ...error,
    ErrorExtraDetails: typeof ErrorExtraDetails === 'string' ? ErrorExtraDetails : JSON.stringify(ErrorExtraDetails ?? null),
    conflict: conflictOf(ErrorExtraDetails),
  }));

/** Entra's details come as text or already unpacked; details of another shape say nothing about a conflict. */
function conflictOf(details: unknown): ExportConflict | undefined {
  const read = list(detail).safeParse(unpacked(details));
  if (!read.success) return undefined;
  const valuesOf = (key: string): readonly string[] => read.data.find((each) => each.Key === key)?.Value ?? [];
  const attributeName = valuesOf('AttributeConflictName')[0];
  const objectIdInConflict = valuesOf('ObjectIdInConflict')[0];
  if (attributeName === undefined && objectIdInConflict === undefined) return undefined;
  return { objectIdInConflict, attributeName, attributeValues: valuesOf('AttributeConflictValues') };
}

function unpacked(details: unknown): unknown {
  if (typeof details !== 'string') return details;
  try {
    return JSON.parse(details);
  } catch {
    return undefined;
  }
}

const syncError = z.object({ ErrorType: text, LatestOccurrence: text, InitialOccurrence: text });

const spaceObject = z.object({
  ObjectId: text, ConnectorName: text, ConnectorType: text, DistinguishedName: text, ObjectType: text, AnchorValue: text, IsPlaceHolder: flag,
  ConnectedMVObjectId: text, HasExportError: flag, ExportError: exportError.nullish(), HasSyncError: flag, SynchronizationError: syncError.nullish(),
  Attributes: attributes,
});

const lineage = z.object({ ConnectorName: text, ConnectedCsObjectDN: text, ConnectedCsObjectId: text });
const metaverseObject = z.object({ ObjectId: text, Lineage: list(lineage).optional(), Attributes: attributes });
const parameter = z.object({ Name: text, Value: text });

const server = z.object({
  service: z.object({ status: text, startType: text, account: text }).optional(),
  scheduler: scheduler.optional(),
  runStatus: list(z.object({ ConnectorName: text, RunState: text })).optional(),
  connectors: list(connector).optional(),
  globalSettings: z.object({ Parameters: list(parameter).optional() }).optional(),
  runHistory: list(run).optional(),
  csObjects: list(spaceObject).optional(),
  mvObjects: list(metaverseObject).optional(),
  statistics: list(z.object({ ConnectorName: text, ExportAdds: count, ExportUpdates: count, ExportDeletes: count })).optional(),
});
