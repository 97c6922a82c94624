import { z } from 'zod';

/** Shapes of what AD and Graph give. Unknown fields are let go; a wrong shape is named with its place. */

export const text = z.string().nullish();
export const flag = z.boolean().nullish();
/** Absent and null alike mean: not looked at. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().transform((items) => items ?? undefined);
export const isoTime = z.string().refine((value) => /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)), 'expected a time in ISO 8601, for example 2026-11-21T09:00:00Z');

const entry = z.object({ dn: z.string().min(1, 'expected a distinguished name'), attributes: z.record(z.string(), z.array(z.string())) });

const forest = z.object({
  name: z.string(),
  domains: list(z.string()),
  upnSuffixes: list(z.string()),
  exchangeSchema: z.boolean().nullish().transform((value) => value ?? undefined),
  schemaAttributes: list(z.string()),
  entries: list(entry),
  deleted: list(entry),
  inheritanceBlocked: list(z.string()),
  copies: list(entry.extend({ server: z.string() })),
});

export const directory = z.object({ forests: z.array(forest) }).nullish().transform((value) => value ?? undefined);

const provisioningError = z.object({ category: text, occurredDateTime: text, propertyCausingError: text, value: text });

const cloudObject = z.object({
  id: z.string().min(1, 'expected an object id'),
  displayName: text,
  mail: text,
  mailNickname: text,
  proxyAddresses: list(z.string()),
  onPremisesSyncEnabled: flag,
  onPremisesLastSyncDateTime: text,
  onPremisesSecurityIdentifier: text,
  onPremisesProvisioningErrors: list(provisioningError),
  deletedDateTime: text,
  createdDateTime: text,
});

const plan = z.object({ service: text, servicePlanId: text, capabilityStatus: text, assignedDateTime: text });

const user = cloudObject.extend({
  userPrincipalName: text,
  userType: text,
  accountEnabled: flag,
  onPremisesImmutableId: text,
  onPremisesDistinguishedName: text,
  onPremisesDomainName: text,
  onPremisesSamAccountName: text,
  onPremisesUserPrincipalName: text,
  usageLocation: text,
  assignedLicenses: list(z.object({ skuId: text, disabledPlans: list(z.string()) })),
  licenseAssignmentStates: list(z.object({ skuId: text, assignedByGroup: text, state: text, error: text, disabledPlans: list(z.string()) })),
  provisionedPlans: list(plan),
  assignedPlans: list(plan),
  otherMails: list(z.string()),
  imAddresses: list(z.string()),
});

const group = cloudObject.extend({ mailEnabled: flag, securityEnabled: flag });
const role = z.object({ principalId: text, roleDefinitionId: text });
const number = z.number().nullish();

export const entra = z
  .object({
    organization: z
      .object({
        id: text,
        displayName: text,
        onPremisesSyncEnabled: flag,
        onPremisesLastSyncDateTime: text,
        verifiedDomains: list(z.object({ name: text, isInitial: flag, isDefault: flag })),
      })
      .nullish()
      .transform((value) => value ?? undefined),
    domains: list(z.object({ id: z.string(), isVerified: flag, isInitial: flag, isDefault: flag, authenticationType: text })),
    users: list(user),
    groups: list(group),
    contacts: list(cloudObject),
    deletedUsers: list(user),
    deletedGroups: list(group),
    roleAssignments: list(role),
    roleEligibilitySchedules: list(role),
    roleDefinitions: list(z.object({ id: z.string(), displayName: text, isPrivileged: flag })),
    syncFeatures: z.object({ id: text, features: z.record(z.string(), z.boolean().nullable()).nullish().transform((value) => value ?? undefined) }).nullish().transform((value) => value ?? undefined),
    syncBehavior: z.record(z.string(), z.object({ isCloudManaged: flag })).nullish().transform((value) => value ?? undefined),
    objectIdentifiers: z.record(z.string(), z.string().nullable()).nullish().transform((value) => value ?? undefined),
    subscribedSkus: list(
      z.object({
        skuId: text,
        skuPartNumber: text,
        consumedUnits: number,
        prepaidUnits: z.object({ enabled: number }).nullish(),
        servicePlans: list(z.object({ servicePlanId: text, servicePlanName: text })),
      }),
    ),
  })
  .nullish()
  .transform((value) => value ?? undefined);
