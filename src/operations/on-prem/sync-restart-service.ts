import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { ServiceState, SyncServer } from '../../ports/sync-server.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeCommand, commanding, type SyncWorld } from './sync-server-doubt.ts';

type Params = OperationParams['sync.restart-service'];

/** Restarts the service of the engine, or starts it where it is stopped; never while a cycle runs, and never when its database is full or nobody can tell. */
export const syncRestartService = defineOperation({
  name: 'sync.restart-service',
  version: 1,
  ...CHANGES['sync.restart-service'],

  async look({ syncServer, clock }: SyncWorld, params: Params, since: Date | null): Promise<Observation> {
    const server = syncServer(params.server);
    return since === null ? mayBegin(server, params) : settled(server, params, clock);
  },

  async apply({ syncServer }: SyncWorld, params: Params): Promise<void> {
    const server = await beforeCommand(async () => syncServer(params.server));
    const now = await beforeCommand(() => mayBegin(server, params));
    if (now.stands !== 'before') throw new NotApplied(now.says);
    await commanding(server.restartService());
  },
});

/** A stopped engine runs no cycle; of a running one its scheduler is asked. */
async function mayBegin(server: SyncServer, params: Params): Promise<Observation> {
  const service = await server.service();
  const now = observed(service, params);
  if (now.stands !== 'before') return now;
  if (service.databaseFull !== false) return { ...now, stands: 'other', says: service.databaseFull === null ? `nobody can tell whether the database of ${server.name} is full` : `the database of ${server.name} is full, so its service would not start again` };
  if (service.status !== 'Running') return now;
  const { SyncCycleInProgress: busy } = await server.scheduler();
  if (busy === false) return now;
  return { ...now, stands: 'other', says: busy === true ? `${server.name} is running a cycle` : `${server.name} did not say whether a cycle is running` };
}

const PENDING = /pending/i;
const POLL_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** A service that is on its way up or down is waited for. */
async function settled(server: SyncServer, params: Params, clock: SyncWorld['clock']): Promise<Observation> {
  const until = clock.now().getTime() + LONGEST_WAIT_MS;
  for (;;) {
    const service = await server.service();
    if (!PENDING.test(service.status) || clock.now().getTime() > until) return observed(service, params);
    await clock.sleep(POLL_MS);
  }
}

/** The moment at which its process began tells one start of the service from another. */
function observed({ status, startedAt }: ServiceState, { server, before }: Params): Observation {
  const found = { startedAt: startedAt === null ? [] : [startedAt] };
  if (status === 'Running' && startedAt !== null && startedAt !== before) return { stands: 'after', found, says: `the service of ${server} was started at ${startedAt} and runs` };
  if ((status === 'Running' && startedAt !== null) || (status === 'Stopped' && before === null)) return { stands: 'before', found, says: before === null ? `the service of ${server} is stopped` : `the service of ${server} has been running since ${before}` };
  return { stands: 'other', found, says: status === 'Stopped' ? `the service of ${server} is stopped; start ADSync there by hand if it does not come up by itself` : `the service of ${server} is in the state "${status}"` };
}
