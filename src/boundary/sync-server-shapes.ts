import { z } from 'zod';
import type { ExportConflict } from '../model/evidence.ts';

/** Shapes of what the ADSync cmdlets give as JSON. PowerShell unwraps lists of one and varies between text and number. */

/** Text; a number or a truth value is taken as its text. */
const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).nullish();
const flag = z
  .union([z.boolean(), z.string().regex(/^(true|false)$/i, 'expected true or false').transform((value) => value.toLowerCase() === 'true'), z.literal(0).transform(() => false), z.literal(1).transform(() => true)])
  .nullish();
const number = z.union([z.number(), z.string().regex(/^-?\d+$/, 'expected a number').transform(Number)]).nullish();

const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === null || value === undefined || Array.isArray(value) ? value : [value]), z.array(item).nullish().transform((items) => items ?? undefined));
/** Lists whose absence means something; a single object where a list belongs is a mistake of the document. */
const section = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().transform((items) => items ?? undefined);
const optional = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? undefined);

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
  return { objectIdInConflict: values('objectidinconflict')[0], attributeName: values('attributeconflictname')[0], attributeValues: values('attributeconflictvalues') };
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

const attribute = z.object({ Name: text, Values: list(z.union([z.string(), z.number(), z.boolean(), z.null()])) });

const csObject = z.object({
  ObjectId: text,
  ConnectorName: text,
  ConnectorType: text,
  DistinguishedName: text,
  AnchorValue: z.union([z.string(), z.array(z.number()).transform((octets) => Buffer.from(octets).toString('base64'))]).nullish(),
  ObjectType: text,
  IsPlaceHolder: flag,
  ConnectedMVObjectId: text,
  HasExportError: flag,
  ExportError: exportError.nullish(),
  HasSyncError: flag,
  SynchronizationError: z.object({ ErrorType: text, LatestOccurrence: text, InitialOccurrence: text }).nullish(),
  Attributes: list(attribute),
});

const scheduler = z.object({
  AllowedSyncCycleInterval: span,
  CurrentlyEffectiveSyncCycleInterval: span,
  NextSyncCycleStartTimeInUTC: text,
  SyncCycleEnabled: flag,
  MaintenanceEnabled: flag,
  StagingModeEnabled: flag,
  SchedulerSuspended: flag,
  SyncCycleInProgress: flag,
});

const containers = z.object({ ContainerInclusionList: list(z.string()), ContainerExclusionList: list(z.string()) });
const connector = z.object({
  Identifier: text,
  Name: text,
  Type: text,
  SubType: text,
  Partitions: list(z.object({ DN: text, Selected: flag, IsDomain: flag, ConnectorPartitionScope: containers.nullish() })),
});

export const syncServer = z.object({
  name: z.string().min(1, 'expected the name of the server'),
  version: z.string().nullish().transform((value) => value ?? undefined),
  service: optional(z.object({ status: text, startType: text, account: text })),
  scheduler: optional(scheduler),
  runStatus: section(z.object({ ConnectorName: text, RunState: text })),
  connectors: section(connector),
  globalSettings: optional(z.object({ Parameters: list(z.object({ Name: text, Value: text })) })),
  runHistory: section(z.object({ ConnectorName: text, RunProfileName: text, RunNumber: number, Result: text, IsRunComplete: flag, StartDate: text, EndDate: text })),
  csObjects: section(csObject),
  mvObjects: section(
    z.object({ ObjectId: text, Lineage: list(z.object({ ConnectorName: text, ConnectedCsObjectDN: text, ConnectedCsObjectId: text })), Attributes: list(attribute) }),
  ),
  statistics: section(z.object({ ConnectorName: text, ExportAdds: number, ExportUpdates: number, ExportDeletes: number })),
  pendingExports: section(z.object({ ConnectorName: text, DistinguishedName: text, ObjectId: text, ObjectType: text, Operation: text, CloudAnchor: text })),
});
