import { readCloudUser } from '../../boundary/graph-objects.ts';
import { isGuid } from '../../model/ids.ts';
import { TenantError, type Tenant } from '../../ports/tenant.ts';
import type { Clock } from '../../ports/clock.ts';
import { readDetail } from './detail.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, GraphRefusal } from './graph-fault.ts';
import { USER_SELECT } from './graph-sections.ts';
import { keepFacts, type SyncFeatureShelf } from './kept-facts.ts';
import { look } from './look.ts';
import { address } from './odata.ts';
import { createProvisioningErrorReader } from './provisioning-errors.ts';
import { createReportQueue } from './report-queue.ts';
import { readSyncSignIns } from './sync-sign-ins.ts';
import { readTenantFacts } from './tenant-facts.ts';

interface GraphTenantOptions {
  /** The application that reads. */
  readonly reader: GraphClient;
  /** The application that writes; null where there is none. */
  readonly writer: GraphClient | null;
  readonly clock: Clock;
  /** Null where no administrator's reading is kept. */
  readonly shelf?: SyncFeatureShelf | null | undefined;
}

/** Entra ID through Microsoft Graph, with separate identities for reading and writing. */
export function createGraphTenant({ reader, writer, clock, shelf = null }: GraphTenantOptions): Tenant {
  const sources = { reader, writer, reports: createReportQueue(clock), now: () => clock.now() };
  const errors = createProvisioningErrorReader(reader, clock);
  return {
    look: (query) => look(reader, query),
    detail: (about) => readDetail(sources, about),
    tenantFacts: keepFacts(() => readTenantFacts(reader), { clock, shelf }),
    syncSignIns: () => readSyncSignIns(sources),
    provisioningErrors: () => errors.read(),
    ...accounts({ reader, writer }),
  };
}

/** One account at a time: read before a change, changed, read again. */
const accounts = ({ reader, writer }: Pick<GraphTenantOptions, 'reader' | 'writer'>): Pick<Tenant, 'user' | 'setAnchor'> => ({
  async user(id) {
    try {
      return readCloudUser(await reader.get(address(userPath(id), { $select: USER_SELECT })));
    } catch (error) {
      const failure = asTenantError(error);
      if (failure.fault === 'not-found') return null;
      throw failure;
    }
  },

  async setAnchor(userId, anchor) {
    if (writer === null) throw new TenantError('refused', 'This installation has no application that may change accounts in Entra ID');
    if (anchor !== null && !/^[^$_]+$/.test(anchor)) throw refused('Entra ID takes no anchor that is empty or holds a dollar sign or an underscore');
    try {
      await writer.patch(userPath(userId), { onPremisesImmutableId: anchor });
    } catch (error) {
      throw explained(asTenantError(error));
    }
  },
});

function userPath(id: string): string {
  if (!isGuid(id)) throw new TenantError('refused', 'This is not the id of an account in Entra ID');
  return `/users/${encodeURIComponent(id)}`;
}

/** What Graph's refusals of an anchor mean; the stems are those of its messages, for there is no code of their own. */
function explained(failure: TenantError): TenantError {
  const { status, message } = failure;
  if (status === 400 && failure instanceof GraphRefusal && failure.conflict) return refused('Another account in Entra ID, or one in its recycle bin, has this anchor already');
  if (status === 400 && /on-premises mastered/i.test(message)) return refused('Entra ID does not let anybody change the anchor of an account that is synchronized from Active Directory');
  if (status === 400 && /external service/i.test(message)) return refused('Entra ID does not let anybody change the anchor of this account, because it came from another service or was synchronized before');
  if (status === 403) return new TenantError('access-denied', 'Entra ID refused the change (403): the application lacks the permission User.ReadWrite.All, or the account holds an admin role that the application may not touch', 403);
  return failure;
}

const refused = (says: string): TenantError => new TenantError('refused', says, 400);
