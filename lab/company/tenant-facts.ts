import { INITIAL_DOMAIN, MAIL_DOMAIN, TENANT_ID } from './cast.ts';
import type { GraphJson, TenantState } from './tenant-state.ts';

/** Office 365 E3 and its Exchange Online plan, by Microsoft's ids. */
export const E3_SKU_ID = '6fd2c87f-b296-42f0-b197-1e91e994b900';
export const EXCHANGE_PLAN_ID = 'efb87545-963c-4e0d-99df-69c6916d9eb0';

const PLANS = [
  { servicePlanId: EXCHANGE_PLAN_ID, servicePlanName: 'EXCHANGE_S_ENTERPRISE', service: 'exchange' },
  { servicePlanId: '57ff2da0-773e-42df-b2af-ffb7a2317929', servicePlanName: 'TEAMS1', service: 'TeamspaceAPI' },
  { servicePlanId: '5dbe027f-2339-4123-9542-606e4d348a72', servicePlanName: 'SHAREPOINTENTERPRISE', service: 'SharePoint' },
] as const;

export const newSkus = (): GraphJson[] => [
  {
    id: `${TENANT_ID}_${E3_SKU_ID}`,
    accountName: 'contoso',
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    skuId: E3_SKU_ID,
    skuPartNumber: 'ENTERPRISEPACK',
    consumedUnits: 4,
    prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: PLANS.map(({ servicePlanId, servicePlanName }) => ({ servicePlanId, servicePlanName, provisioningStatus: 'Success', appliesTo: 'User' })),
  },
];

/** What a licensed user shows in assignedPlans and provisionedPlans. */
export function plansOfLicenses(licenses: readonly { skuId: string; disabledPlans: readonly string[] }[], at: string): { assignedPlans: unknown[]; provisionedPlans: unknown[] } {
  const plans = licenses.flatMap(({ skuId, disabledPlans }) => (skuId === E3_SKU_ID ? PLANS.filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId)) : []));
  return {
    assignedPlans: plans.map(({ servicePlanId, service }) => ({ assignedDateTime: at, capabilityStatus: 'Enabled', service, servicePlanId })),
    provisionedPlans: plans.map(({ service }) => ({ capabilityStatus: 'Enabled', provisioningStatus: 'Success', service })),
  };
}

const domain = (id: string, is: { initial: boolean; standard: boolean }) => ({
  id,
  authenticationType: 'Managed',
  isAdminManaged: true,
  isDefault: is.standard,
  isInitial: is.initial,
  isRoot: true,
  isVerified: true,
  supportedServices: ['Email', 'OfficeCommunicationsOnline'],
});

export const startingDomains = (): TenantState['domains'] => [domain(INITIAL_DOMAIN, { initial: true, standard: false }), domain(MAIL_DOMAIN, { initial: false, standard: true })];

export const newOrganization = (at: string): GraphJson => ({
  id: TENANT_ID,
  displayName: 'Contoso',
  createdDateTime: at,
  countryLetterCode: 'GB',
  onPremisesSyncEnabled: true,
  onPremisesLastSyncDateTime: at,
  technicalNotificationMails: [`it@${MAIL_DOMAIN}`],
  verifiedDomains: startingDomains().map(({ id, isInitial, isDefault }) => ({ name: id, isInitial, isDefault, capabilities: 'Email, OfficeCommunicationsOnline', type: 'Managed' })),
});

/** A few of the built-in roles, by Microsoft's ids. */
export const newRoleDefinitions = (): GraphJson[] =>
  [
    ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
    ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
    ['d29b2b05-8046-44ba-8758-1e26182fcf32', 'Directory Synchronization Accounts'],
  ].map(([id = '', displayName]) => ({ id, displayName, isBuiltIn: true, isEnabled: true, templateId: id }));

/** Microsoft's own application behind Entra Connect. */
export const newServicePrincipals = (): GraphJson[] => [
  {
    id: '0f5d1c9a-6b7e-4f2a-9d3c-5e8a7b6c4d21',
    appId: '6bf85cfa-ac8a-4be5-b5de-425a0d0dc016',
    applicationTemplateId: null,
    displayName: 'Microsoft Azure AD Synchronization',
    accountEnabled: true,
    servicePrincipalType: 'Application',
    tags: [],
  },
];

export const newSyncFeatures = (): TenantState['syncFeatures'] => ({
  id: TENANT_ID,
  features: {
    blockCloudObjectTakeoverThroughHardMatchEnabled: false,
    blockSoftMatchEnabled: false,
    softMatchOnUpnEnabled: true,
    passwordSyncEnabled: true,
    passwordWritebackEnabled: false,
    bypassDirSyncOverridesEnabled: false,
    quarantineUponProxyAddressesConflictEnabled: true,
    quarantineUponUpnConflictEnabled: true,
    synchronizeUpnForManagedUsersEnabled: true,
    allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled: false,
  },
  configuration: { accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 } },
});
