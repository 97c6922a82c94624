import { readCloudDomain, readOrganization, readRoleDefinition, readServicePrincipal, readSubscribedSku } from '../../boundary/graph-objects.ts';
import type { CloudDomain, EntraDocument, Organization, RoleDefinition, ServicePrincipal, SubscribedSku } from '../../model/evidence.ts';
import type { TenantAnswer } from '../../ports/tenant.ts';
import { CLOUD_SYNC_TEMPLATE, readCloudSyncJobs } from './cloud-sync-jobs.ts';
import type { GraphClient } from './graph-client.ts';
import { address, literal } from './odata.ts';
import { readParts, type WantedPart } from './wanted-parts.ts';

/** Microsoft's own application behind Entra Connect (Azure AD Synchronization). */
const SYNC_APPLICATION = '6bf85cfa-ac8a-4be5-b5de-425a0d0dc016';

/** What holds for the whole tenant. Never rejects. */
export async function readTenantFacts(client: GraphClient): Promise<TenantAnswer> {
  const organizations: Organization[] = [];
  const domains: CloudDomain[] = [];
  const skus: SubscribedSku[] = [];
  const roles: RoleDefinition[] = [];
  const principals: ServicePrincipal[] = [];
  const unread = await readParts(client, [
    fact('organization', ({ values }) => void organizations.push(...values.map(readOrganization))),
    fact('domains', ({ values }) => void domains.push(...values.map(readCloudDomain))),
    fact('subscribedSkus', ({ values }) => void skus.push(...values.map(readSubscribedSku))),
    fact('roleDefinitions', ({ values }) => void roles.push(...values.map(readRoleDefinition))),
    fact('servicePrincipals', ({ values }) => void principals.push(...values.map(readServicePrincipal))),
  ]);
  const jobs = await readCloudSyncJobs(client, unread.some(({ what }) => what === 'entra.servicePrincipals') ? undefined : principals);
  const entra: EntraDocument = { organization: organizations[0], domains, subscribedSkus: skus, roleDefinitions: roles, servicePrincipals: principals, synchronizationJobs: jobs.found };
  const all = [...unread, ...jobs.unread];
  const missing = new Set(all.map(({ what }) => what));
  return { entra: Object.fromEntries(Object.entries(entra).filter(([name, value]) => value !== undefined && !missing.has(`entra.${name}`))), unread: all };
}

const FACTS = {
  organization: { path: '/organization', query: { $select: 'id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains' }, permission: 'Organization.Read.All' },
  domains: { path: '/domains', query: { $select: 'id,isVerified,isInitial,isDefault,authenticationType' }, permission: 'Domain.Read.All' },
  subscribedSkus: { path: '/subscribedSkus', query: { $select: 'id,skuId,skuPartNumber,consumedUnits,prepaidUnits,servicePlans' }, permission: 'LicenseAssignment.Read.All' },
  roleDefinitions: { path: '/roleManagement/directory/roleDefinitions', query: { $select: 'id,displayName' }, permission: 'RoleManagement.Read.Directory' },
  servicePrincipals: {
    path: '/servicePrincipals',
    query: { $filter: `appId eq ${literal(SYNC_APPLICATION)} or applicationTemplateId eq ${literal(CLOUD_SYNC_TEMPLATE)}`, $select: 'id,appId,applicationTemplateId,displayName,accountEnabled', $top: '999' },
    permission: 'Application.Read.All',
  },
} as const;

const fact = (section: keyof typeof FACTS, take: WantedPart['take']): WantedPart => ({ section, permission: FACTS[section].permission, address: address(FACTS[section].path, FACTS[section].query), take });
