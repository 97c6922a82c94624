import { z } from 'zod';
import { count, flag, list, optional, text } from './shape-words.ts';

/** Shapes of directory objects as Graph v1.0 gives them. Unknown properties are let go; null and absent stay apart. */

const provisioningError = z.object({ category: text, occurredDateTime: text, propertyCausingError: text, value: text });
const serviceProvisioningError = z.object({ createdDateTime: text, isResolved: flag, serviceInstance: text, errorDetail: text });

export const cloudObject = z.object({
  id: z.string().min(1, 'expected an object id'),
  displayName: text,
  mail: text,
  mailNickname: text,
  proxyAddresses: list(z.string()),
  onPremisesSyncEnabled: flag,
  onPremisesLastSyncDateTime: text,
  onPremisesSecurityIdentifier: text,
  onPremisesProvisioningErrors: list(provisioningError),
  serviceProvisioningErrors: list(serviceProvisioningError),
  deletedDateTime: text,
  createdDateTime: text,
});

const plan = z.object({ service: text, servicePlanId: text, capabilityStatus: text, assignedDateTime: text });
const licence = z.object({ skuId: text, disabledPlans: list(z.string()) });

export const cloudUser = cloudObject.extend({
  userPrincipalName: text,
  userType: text,
  accountEnabled: flag,
  onPremisesImmutableId: text,
  onPremisesDistinguishedName: text,
  onPremisesDomainName: text,
  onPremisesSamAccountName: text,
  onPremisesUserPrincipalName: text,
  usageLocation: text,
  assignedLicenses: list(licence),
  licenseAssignmentStates: list(z.object({ skuId: text, assignedByGroup: text, state: text, error: text, lastUpdatedDateTime: text, disabledPlans: list(z.string()) })),
  provisionedPlans: list(plan),
  assignedPlans: list(plan),
  otherMails: list(z.string()),
  imAddresses: list(z.string()),
  givenName: text,
  surname: text,
  jobTitle: text,
  department: text,
  companyName: text,
  officeLocation: text,
  country: text,
  employeeId: text,
  mobilePhone: text,
  businessPhones: list(z.string()),
  passwordPolicies: text,
  lastPasswordChangeDateTime: text,
  onPremisesExtensionAttributes: optional(z.record(z.string(), z.string().nullable())),
  signInActivity: optional(z.object({ lastSignInDateTime: text, lastSuccessfulSignInDateTime: text })),
});

export const cloudGroup = cloudObject.extend({
  mailEnabled: flag,
  securityEnabled: flag,
  groupTypes: list(z.string()),
  isAssignableToRole: flag,
  onPremisesSamAccountName: text,
  onPremisesDomainName: text,
  assignedLicenses: list(licence),
});

export const cloudDevice = cloudObject.extend({
  deviceId: text,
  trustType: text,
  profileType: text,
  operatingSystem: text,
  accountEnabled: flag,
  registrationDateTime: text,
  approximateLastSignInDateTime: text,
});

export const cloudDomain = z.object({ id: z.string().min(1), isVerified: flag, isInitial: flag, isDefault: flag, authenticationType: text });

export const organization = z.object({
  id: text,
  displayName: text,
  onPremisesSyncEnabled: flag,
  onPremisesLastSyncDateTime: text,
  verifiedDomains: list(z.object({ name: text, isInitial: flag, isDefault: flag })),
});

export const subscribedSku = z.object({
  skuId: text,
  skuPartNumber: text,
  consumedUnits: count,
  prepaidUnits: z.object({ enabled: count }).nullish(),
  servicePlans: list(z.object({ servicePlanId: text, servicePlanName: text })),
});
