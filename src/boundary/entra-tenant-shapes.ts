import { z } from 'zod';
import { byKey, count, flag, list, optional, text } from './shape-words.ts';

/** Shapes of what Graph says of roles, audits, sign-ins, applications and Cloud Sync, and what Exchange says of recipients. */

export const role = z.object({ id: text, principalId: text, roleDefinitionId: text, directoryScopeId: text, startDateTime: text, endDateTime: text });
export const roleDefinition = z.object({ id: z.string(), displayName: text, isPrivileged: flag });

export const syncFeatures = z.object({
  id: text,
  features: byKey(z.boolean().nullable()),
  configuration: optional(z.object({ accidentalDeletionPrevention: optional(z.object({ synchronizationPreventionType: text, alertThreshold: count })) })),
  readAt: text,
});

const actor = z.object({ id: text, userPrincipalName: text, displayName: text });
const app = z.object({ appId: text, displayName: text, servicePrincipalId: text });
const change = z.object({ displayName: text, oldValue: text, newValue: text });

export const directoryAudit = z.object({
  id: text,
  activityDateTime: text,
  activityDisplayName: text,
  operationType: text,
  category: text,
  result: text,
  resultReason: text,
  loggedByService: text,
  initiatedBy: optional(z.object({ user: actor.nullish(), app: app.nullish() })),
  targetResources: list(z.object({ id: text, displayName: text, userPrincipalName: text, type: text, modifiedProperties: list(change) })),
});

export const signIn = z.object({
  id: text,
  createdDateTime: text,
  userId: text,
  userPrincipalName: text,
  appId: text,
  appDisplayName: text,
  servicePrincipalId: text,
  conditionalAccessStatus: text,
  status: optional(z.object({ errorCode: count, failureReason: text, additionalDetails: text })),
  appliedConditionalAccessPolicies: list(z.object({ id: text, displayName: text, result: text })),
});

export const servicePrincipal = z.object({ id: z.string(), appId: text, applicationTemplateId: text, displayName: text, accountEnabled: flag });

const ids = list(z.string());
export const conditionalAccessPolicy = z.object({
  id: z.string(),
  displayName: text,
  state: text,
  conditions: optional(
    z.object({
      users: optional(z.object({ includeUsers: ids, excludeUsers: ids, includeRoles: ids, excludeRoles: ids, includeGroups: ids, excludeGroups: ids })),
      applications: optional(z.object({ includeApplications: ids, excludeApplications: ids })),
    }),
  ),
  grantControls: optional(z.object({ operator: text, builtInControls: ids })),
});

export const exchangeRecipient = z.object({
  Name: text,
  PrimarySmtpAddress: text,
  EmailAddresses: list(z.string()),
  RecipientType: text,
  RecipientTypeDetails: text,
  ExternalDirectoryObjectId: text,
  ExchangeGuid: text,
  ArchiveGuid: text,
  IsDirSynced: flag,
  IsExchangeCloudManaged: flag,
  HiddenFromAddressListsEnabled: flag,
  IsInactiveMailbox: flag,
  WhenSoftDeleted: text,
});

const jobRule = z.object({
  name: text,
  sourceDirectoryName: text,
  targetDirectoryName: text,
  containerFilter: optional(z.object({ includedContainers: ids })),
  groupFilter: optional(z.object({ includedGroups: ids })),
});

export const synchronizationSchema = z.object({ synchronizationRules: list(jobRule) });
export const synchronizationJob = z.object({
  id: text,
  templateId: text,
  schedule: optional(z.object({ interval: text, state: text })),
  status: optional(z.object({ code: text, lastExecution: optional(z.object({ state: text, timeBegan: text, timeEnded: text })) })),
  schema: optional(synchronizationSchema),
});
