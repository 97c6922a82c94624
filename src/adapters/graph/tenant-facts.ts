import { readCloudDomain, readOrganization, readSubscribedSku } from '../../boundary/graph-objects.ts';
import type { EntraDocument, Unread } from '../../model/evidence.ts';
import { TenantError } from '../../ports/tenant.ts';
import type { PartAnswer } from './graph-batch.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import { address } from './odata.ts';

const FACTS = {
  organization: { address: address('/organization', { $select: 'id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains' }), permission: 'Organization.Read.All' },
  domains: { address: address('/domains', { $select: 'id,isVerified,isInitial,isDefault,authenticationType' }), permission: 'Domain.Read.All' },
  subscribedSkus: { address: address('/subscribedSkus', { $select: 'id,skuId,skuPartNumber,consumedUnits,prepaidUnits,servicePlans' }), permission: 'LicenseAssignment.Read.All' },
} as const;

/** GET /directory/onPremisesSynchronization has no application permission at all. */
const NOT_FOR_APPLICATIONS: Unread = {
  what: 'entra.syncFeatures',
  why: 'not-configured',
  detail: 'The tenant-wide synchronization settings can be read only in the name of a signed-in administrator (delegated OnPremDirectorySynchronization.Read.All), and this installation signs in as an application',
};

/** What holds for the whole tenant. Never rejects. */
export async function readTenantFacts(client: GraphClient): Promise<{ readonly entra: EntraDocument; readonly unread: readonly Unread[] }> {
  const unread: Unread[] = [];
  const [organization, domains, skus] = await answersOf(client);
  const read = async <Found>(what: keyof typeof FACTS, answer: PartAnswer | undefined, item: (json: unknown) => Found): Promise<readonly Found[] | undefined> => {
    try {
      if (answer === undefined) throw new TenantError('failed', 'Microsoft Graph gave no answer');
      if (answer.is === 'refused') throw answer.error;
      const { value } = await client.list(FACTS[what].address, undefined, answer.body);
      return value.map(item);
    } catch (error) {
      unread.push(unreadBecause(`entra.${what}`, asTenantError(error), FACTS[what].permission));
      return undefined;
    }
  };
  const organizations = await read('organization', organization, readOrganization);
  const entra = { organization: organizations?.[0], domains: await read('domains', domains, readCloudDomain), subscribedSkus: await read('subscribedSkus', skus, readSubscribedSku) };
  const known: EntraDocument = Object.fromEntries(Object.entries(entra).filter(([, value]) => value !== undefined));
  return { entra: known, unread: [...unread, NOT_FOR_APPLICATIONS] };
}

async function answersOf(client: GraphClient): Promise<readonly PartAnswer[]> {
  const parts = [FACTS.organization, FACTS.domains, FACTS.subscribedSkus];
  try {
    return await client.batch(parts.map((fact) => ({ address: fact.address })));
  } catch (error) {
    const failed = asTenantError(error);
    return parts.map(() => ({ is: 'refused', error: failed }));
  }
}
