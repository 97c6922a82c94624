import { z } from 'zod';
import type { CloudContact, CloudDomain, CloudGroup, CloudUser, Organization, RoleAssignment, SubscribedSku } from '../model/evidence.ts';

/*
 * Graph v1.0 JSON into the words of the evidence. Unknown properties are dropped; null (read, no value) and missing (not asked for) stay apart.
 */

const text = z.string().nullish();
const flag = z.boolean().nullish();
const texts = z.array(z.string()).nullish().transform((list) => list ?? undefined);
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().transform((list) => list ?? undefined);

const provisioningError = z.object({ category: text, occurredDateTime: text, propertyCausingError: text, value: text });
const cloudObject = {
  id: z.string().min(1),
  displayName: text,
  mail: text,
  mailNickname: text,
  proxyAddresses: texts,
  onPremisesSyncEnabled: flag,
  onPremisesLastSyncDateTime: text,
  onPremisesSecurityIdentifier: text,
  onPremisesProvisioningErrors: listOf(provisioningError),
  deletedDateTime: text,
  createdDateTime: text,
};
const servicePlan = z.object({ service: text, servicePlanId: text, capabilityStatus: text, assignedDateTime: text });

const user = z.object({
  ...cloudObject,
  userPrincipalName: text,
  userType: text,
  accountEnabled: flag,
  employeeId: text,
  onPremisesImmutableId: text,
  onPremisesDistinguishedName: text,
  onPremisesDomainName: text,
  onPremisesSamAccountName: text,
  onPremisesUserPrincipalName: text,
  usageLocation: text,
  assignedLicenses: listOf(z.object({ skuId: text, disabledPlans: texts })),
  licenseAssignmentStates: listOf(z.object({ skuId: text, assignedByGroup: text, state: text, error: text, disabledPlans: texts })),
  provisionedPlans: listOf(servicePlan),
  assignedPlans: listOf(servicePlan),
  otherMails: texts,
  imAddresses: texts,
});
const group = z.object({ ...cloudObject, mailEnabled: flag, securityEnabled: flag });
const contact = z.object(cloudObject);
const domain = z.object({ id: z.string().min(1), isVerified: flag, isInitial: flag, isDefault: flag, authenticationType: text });
const organization = z.object({
  id: text,
  displayName: text,
  onPremisesSyncEnabled: flag,
  onPremisesLastSyncDateTime: text,
  verifiedDomains: listOf(z.object({ name: text, isInitial: flag, isDefault: flag })),
});
const subscribedSku = z.object({
  skuId: text,
  skuPartNumber: text,
  consumedUnits: z.number().nullish(),
  prepaidUnits: z.object({ enabled: z.number().nullish() }).nullish(),
  servicePlans: listOf(z.object({ servicePlanId: text, servicePlanName: text })),
});
const roleAssignment = z.object({ principalId: text, roleDefinitionId: text });

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

export type GraphPerson = CloudUser & { readonly employeeId?: string | null | undefined };

export const readCloudUser = (json: unknown): GraphPerson => read(user, json);
export const readCloudGroup = (json: unknown): CloudGroup => read(group, json);
export const readCloudContact = (json: unknown): CloudContact => read(contact, json);
export const readCloudDomain = (json: unknown): CloudDomain => read(domain, json);
export const readOrganization = (json: unknown): Organization => read(organization, json);
export const readSubscribedSku = (json: unknown): SubscribedSku => read(subscribedSku, json);
export const readRoleAssignment = (json: unknown): RoleAssignment => read(roleAssignment, json);

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
