import { TenantError, type Tenant } from '../../ports/tenant.ts';
import type { Clock } from '../../ports/clock.ts';
import { accountReads } from './account-reads.ts';
import { readSnapshot } from './account-snapshot.ts';
import { accountWrites } from './account-writes.ts';
import { readDetail } from './detail.ts';
import type { GraphClient } from './graph-client.ts';
import { keepFacts, type SyncFeatureShelf } from './kept-facts.ts';
import { look } from './look.ts';
import { createProvisioningErrorReader } from './provisioning-errors.ts';
import { createReportQueue } from './report-queue.ts';
import { readSyncSignIns } from './sync-sign-ins.ts';
import { readTenantFacts } from './tenant-facts.ts';
import { createWriteQueue, type WriteQueue } from './write-queue.ts';

interface GraphTenantOptions {
  /** The application that reads. */
  readonly reader: GraphClient;
  /** The application that writes; null where there is none. */
  readonly writer: GraphClient | null;
  readonly clock: Clock;
  /** Null where no administrator's reading is kept. */
  readonly shelf?: SyncFeatureShelf | null | undefined;
  /** The one queue of the process for this tenant; one of its own with the default share when left out. */
  readonly writes?: WriteQueue | undefined;
}

/** Entra ID through Microsoft Graph, with separate identities for reading and writing. */
export function createGraphTenant({ reader, writer, clock, shelf = null, writes }: GraphTenantOptions): Tenant {
  const sources = { reader, writer, reports: createReportQueue(clock), now: () => clock.now() };
  const reads = accountReads({ reader, writer });
  const errors = createProvisioningErrorReader(reader, clock);
  return {
    look: (query) => look(reader, query),
    detail: (about) => readDetail(sources, about),
    tenantFacts: keepFacts(() => readTenantFacts(reader), { clock, shelf }),
    syncSignIns: () => readSyncSignIns(sources),
    provisioningErrors: () => errors.read(),
    ...reads,
    async snapshot(userId) {
      const user = await reads.user(userId);
      if (user === null) throw new TenantError('not-found', 'This account is not in Entra ID any more');
      return readSnapshot(reader, user, clock.now());
    },
    ...accountWrites({ writer, queue: writes ?? createWriteQueue({ clock }) }),
  };
}
