import { z } from 'zod';
import { asItIs } from './as-it-is.ts';
import { cloudDevice, cloudDomain, cloudGroup, cloudObject, cloudUser, organization, subscribedSku } from './entra-object-shapes.ts';
import { conditionalAccessPolicy, directoryAudit, exchangeRecipient, role, roleDefinition, servicePrincipal, signIn, syncFeatures, synchronizationJob } from './entra-tenant-shapes.ts';
import { byKey, flag, list, optional } from './shape-words.ts';

/** Shapes of what AD and Graph give. Unknown fields are let go; a wrong shape is named with its place. */

export const isoTime = z.string().refine((value) => /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)), 'expected a time in ISO 8601, for example 2026-11-21T09:00:00Z');

const entry = z.object({ dn: z.string().min(1, 'expected a distinguished name'), attributes: asItIs(z.record(z.string(), z.array(z.string()))) });

export const forest = z.object({
  name: z.string(),
  domains: list(z.string()),
  upnSuffixes: list(z.string()),
  exchangeSchema: optional(z.boolean()),
  schemaAttributes: list(z.string()),
  entries: list(entry),
  deleted: list(entry),
  inheritanceBlocked: list(z.string()),
  delegations: list(z.object({ dn: z.string(), inherits: z.boolean(), grants: z.array(z.object({ trustee: z.string(), may: z.array(z.string()) })) })),
  copies: list(entry.extend({ server: z.string() })),
});

export const directory = optional(z.object({ forests: z.array(forest) }));

export const entra = optional(
  z.object({
    organization: optional(organization),
    domains: list(cloudDomain),
    users: list(asItIs(cloudUser)),
    groups: list(asItIs(cloudGroup)),
    contacts: list(asItIs(cloudObject)),
    deletedUsers: list(cloudUser),
    deletedGroups: list(cloudGroup),
    roleAssignments: list(role),
    roleEligibilitySchedules: list(role),
    roleDefinitions: list(roleDefinition),
    syncFeatures: optional(syncFeatures),
    syncBehavior: byKey(z.object({ isCloudManaged: flag })),
    objectIdentifiers: byKey(z.string().nullable()),
    subscribedSkus: list(subscribedSku),
    devices: list(cloudDevice),
    groupMembers: byKey(z.array(z.string())),
    directoryAudits: list(directoryAudit),
    signIns: list(signIn),
    exchangeRecipients: list(exchangeRecipient),
    servicePrincipals: list(servicePrincipal),
    conditionalAccessPolicies: list(conditionalAccessPolicy),
    synchronizationJobs: byKey(z.array(synchronizationJob)),
  }),
);
