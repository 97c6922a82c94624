import { z } from 'zod';
import { cloudDomain, cloudGroup, cloudObject, cloudUser, organization, subscribedSku } from './entra-object-shapes.ts';
import { role } from './entra-tenant-shapes.ts';
import { text } from './shape-words.ts';
import type { CloudContact, CloudDomain, CloudGroup, CloudUser, Organization, RoleAssignment, SubscribedSku } from '../model/evidence.ts';

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

/** One page of a collection and the address of the next one. */
export function readGraphPage(json: unknown): { readonly value: readonly unknown[]; readonly next: string | undefined } {
  const parsed = read(page, json);
  return { value: parsed.value, next: parsed['@odata.nextLink'] };
}

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
