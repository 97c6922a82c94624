import { readSynchronizationJob, readSynchronizationSchema } from '../../boundary/graph-objects.ts';
import type { EntraDocument, ServicePrincipal, SynchronizationJob, Unread } from '../../model/evidence.ts';
import type { GraphClient } from './graph-client.ts';
import { readParts, type WantedPart } from './wanted-parts.ts';

/** The application template that every configuration of Cloud Sync is made from. Source: learn.microsoft.com, how-to-inbound-synch-ms-graph. */
export const CLOUD_SYNC_TEMPLATE = '1a4721b3-e57f-4451-ae87-ef078703ec94';

type Jobs = { readonly found: EntraDocument['synchronizationJobs']; readonly unread: readonly Unread[] };

const SECTION = { section: 'synchronizationJobs', permission: 'Synchronization.Read.All' } as const;

/** The jobs of Cloud Sync with their scope; asks nothing where the tenant has no Cloud Sync. */
export async function readCloudSyncJobs(client: GraphClient, principals: readonly ServicePrincipal[] | undefined): Promise<Jobs> {
  if (principals === undefined) return { found: undefined, unread: [{ what: 'entra.synchronizationJobs', why: 'not-asked', detail: 'The applications of Cloud Sync could not be read, so its jobs were not asked for' }] };
  const owners = principals.filter(({ applicationTemplateId }) => applicationTemplateId?.toLowerCase() === CLOUD_SYNC_TEMPLATE).map(({ id }) => id);
  const jobs = new Map<string, SynchronizationJob[]>();
  const unread = await readParts(client, owners.map((owner): WantedPart => ({
    ...SECTION,
    address: `/servicePrincipals/${encodeURIComponent(owner)}/synchronization/jobs`,
    take: ({ values }) => void jobs.set(owner, values.map(readSynchronizationJob)),
  })));
  const rest = unread.length > 0 ? [] : await addSchemas(client, jobs);
  return { found: Object.fromEntries(jobs), unread: [...unread, ...rest] };
}

/** The schema tells which containers and groups a job covers. */
async function addSchemas(client: GraphClient, jobs: Map<string, SynchronizationJob[]>): Promise<readonly Unread[]> {
  const wanted = [...jobs].flatMap(([owner, list]) => list.map((job, index) => ({ owner, list, job, index })));
  return readParts(client, wanted.map(({ owner, list, job, index }): WantedPart => ({
    ...SECTION,
    address: `/servicePrincipals/${encodeURIComponent(owner)}/synchronization/jobs/${encodeURIComponent(job.id ?? '')}/schema`,
    take({ body }) {
      list[index] = { ...job, schema: readSynchronizationSchema(body) };
    },
  })));
}
