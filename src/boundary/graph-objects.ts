import { z } from 'zod';
import { cloudDevice, cloudDomain, cloudGroup, cloudObject, cloudUser, organization, subscribedSku } from './entra-object-shapes.ts';
import { directoryAudit, role, roleDefinition, servicePrincipal, signIn, synchronizationJob, synchronizationSchema, syncFeatures } from './entra-tenant-shapes.ts';
import { flag, text } from './shape-words.ts';
import type {
  CloudContact, CloudDevice, CloudDomain, CloudGroup, CloudUser, DirectoryAudit, Organization, RoleAssignment, RoleDefinition, ServicePrincipal, SignIn, SubscribedSku, SynchronizationJob, SyncFeatures,
} from '../model/evidence.ts';

/*
 * Graph v1.0 JSON into the words of the evidence. Unknown properties are dropped; null (read, no value) and missing (not asked for) stay apart.
 */

const page = z.object({ 'value': z.array(z.unknown()), '@odata.nextLink': z.string().optional() });
const batch = z.object({ responses: z.array(z.object({ id: z.string(), status: z.number().int(), headers: z.record(z.string(), z.string()).nullish(), body: z.unknown() })) });
const problem = z.object({ error: z.object({ code: z.string(), message: z.string().nullish(), details: z.array(z.object({ code: text })).nullish() }) });

/** Graph's JSON is not what its documentation promises; the message names the first place. */
export class GraphShapeError extends Error {
  constructor(where: string) {
    super(`Graph answered in a shape that this version does not know (${where})`);
    this.name = 'GraphShapeError';
  }
}

export const readCloudUser = (json: unknown): CloudUser => read(cloudUser, json);
export const readCloudGroup = (json: unknown): CloudGroup => read(cloudGroup, json);
export const readCloudContact = (json: unknown): CloudContact => read(cloudObject, json);
export const readCloudDomain = (json: unknown): CloudDomain => read(cloudDomain, json);
export const readOrganization = (json: unknown): Organization => read(organization, json);
export const readSubscribedSku = (json: unknown): SubscribedSku => read(subscribedSku, json);
export const readRoleAssignment = (json: unknown): RoleAssignment => read(role, json);
export const readRoleDefinition = (json: unknown): RoleDefinition => read(roleDefinition, json);
export const readCloudDevice = (json: unknown): CloudDevice => read(cloudDevice, json);
export const readServicePrincipal = (json: unknown): ServicePrincipal => read(servicePrincipal, json);
export const readDirectoryAudit = (json: unknown): DirectoryAudit => read(directoryAudit, json);
export const readSignIn = (json: unknown): SignIn => read(signIn, json);
export const readSynchronizationJob = (json: unknown): SynchronizationJob => read(synchronizationJob, json);
export const readSynchronizationSchema = (json: unknown): NonNullable<SynchronizationJob['schema']> => read(synchronizationSchema, json);
/** `onPremisesSynchronization` comes as one object or as a collection of one. */
export const readSyncFeatures = (json: unknown): SyncFeatures => {
  const collection = page.safeParse(json);
  return read(syncFeatures, collection.success ? collection.data.value[0] : json);
};
export const readSyncBehavior = (json: unknown): { readonly isCloudManaged?: boolean | null | undefined } => read(z.object({ isCloudManaged: flag }), json);
/** Undefined when Graph leaves the property out, which is not the same as empty. */
export const readObjectIdentifier = (json: unknown): string | null | undefined => read(z.object({ onPremisesObjectIdentifier: text }), json).onPremisesObjectIdentifier;
/** Since when sign-ins of an account count; null where that was never set. */
export const readSessionsValidFrom = (json: unknown): string | null => read(z.object({ signInSessionsValidFromDateTime: z.string().nullable() }), json).signInSessionsValidFromDateTime;
/** Direct app roles of an account, from the account itself. */
export const readAppRoles = (json: unknown): readonly { readonly principalId: string; readonly appRoleId: string; readonly resourceId: string; readonly resourceDisplayName?: string | null | undefined }[] =>
  read(z.object({ appRoleAssignments: z.array(z.object({ principalId: z.string(), appRoleId: z.string(), resourceId: z.string(), resourceDisplayName: text })) }), json).appRoleAssignments;
/** A directory object of whatever kind, e.g. `#microsoft.graph.group`. */
export const readKindOf = (json: unknown): string => read(z.object({ '@odata.type': z.string() }), json)['@odata.type'];
/** The id of any directory object. */
export const readObjectId = (json: unknown): string => read(z.object({ id: z.string().min(1) }), json).id;

/** One page of a collection and the address of the next one. */
export function readGraphPage(json: unknown): { readonly value: readonly unknown[]; readonly next: string | undefined } {
  const parsed = read(page, json);
  return { value: parsed.value, next: parsed['@odata.nextLink'] };
}

const listPage = z.object({ 'value': z.array(z.unknown()), '@odata.nextLink': z.string().optional(), '@odata.count': z.number().int().optional(), '@odata.deltaLink': z.string().optional() });
const removed = z.object({ 'id': z.string().min(1), '@removed': z.object({ reason: text }) });

/** A page of a long list or of changes: with the count of the whole where it was asked for, and with where to go on later at the end of changes. */
export function readGraphListPage(json: unknown): { readonly value: readonly unknown[]; readonly next: string | undefined; readonly count: number | undefined; readonly delta: string | undefined } {
  const parsed = read(listPage, json);
  return { value: parsed.value, next: parsed['@odata.nextLink'], count: parsed['@odata.count'], delta: parsed['@odata.deltaLink'] };
}

/** The id of an object that changes name as removed; null for one that is there. */
export function readRemoved(json: unknown): string | null {
  const parsed = removed.safeParse(json);
  return parsed.success ? parsed.data.id : null;
}

/** A bare number, as `$count` gives it. */
export const readGraphCount = (json: unknown): number => read(z.number().int().nonnegative(), json);

interface GraphBatchPart {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const readGraphBatch = (json: unknown): readonly GraphBatchPart[] =>
  read(batch, json).responses.map(({ id, status, headers, body }) => ({ id, status, headers: headers ?? {}, body }));

/** Code and message of an error body; empty for anything else, such as a gateway's HTML page. */
export function readGraphProblem(json: unknown): { readonly code: string; readonly message: string; readonly conflict: boolean } {
  const parsed = problem.safeParse(json);
  if (!parsed.success) return { code: '', message: '', conflict: false };
  const { code, message, details } = parsed.data.error;
  const conflict = (details ?? []).some((detail) => detail.code === 'ObjectConflict') || (message ?? '').startsWith('Another object with the same value');
  return { code, message: message ?? '', conflict };
}

/** Group ids as checkMemberGroups answers them. */
export const readGroupIds = (json: unknown): readonly string[] => read(z.object({ value: z.array(z.string()) }), json).value;

function read<Output>(schema: z.ZodType<Output>, json: unknown): Output {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new GraphShapeError(parsed.error.issues[0]?.path.join('.') ?? '');
  return parsed.data;
}
