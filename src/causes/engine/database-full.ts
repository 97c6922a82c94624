import { newestRuns, resultsOf, endedRuns, didItsWork, spokenRun } from '../../deduce/run-results.ts';
import { eventsLike, spokenEvent } from '../../deduce/server-events.ts';
import { decidingServers, isStandby } from '../../deduce/server-standing.ts';
import { isoTime } from '../../deduce/times.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const RESULT = 'stopped-database-disk-full';
const FULL = /disk space|is full|could not allocate|10 ?GB/i;

export const databaseFull = defineCause({
  id: 'database-full',
  area: 'engine',
  layer: 1,
  title: 'LocalDB reached 10 GB',
  why: 'The database that comes with Entra Connect, SQL Server LocalDB, ends at 10 GB. Then runs stop with stopped-database-disk-full, and once the service is stopped it cannot start again (event 6323).',
  checkYourself: ['Look at the size of ADSync.mdf in the Data folder of Entra Connect, and at the free space of its disk.', 'Look in Synchronization Service for runs that ended with stopped-database-disk-full, and in the Application log for ADSync event 6323.', 'Run Get-ADSyncScheduler: how long is run history kept, and is the maintenance on?'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-recover-from-localdb-10gb-limit',
  fixAfter: [],
  byHand: 'If the service still runs, do not restart it. Copy ADSync.mdf and ADSync_log.ldf first. Clear the run history in Synchronization Service and keep less of it with Set-ADSyncScheduler -PurgeRunHistoryInterval 2.00:00:00. Only if the service cannot start any more, shrink the database as Microsoft describes. In the long run move to SQL Server.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers'],
  mayUse: [],

  judge({ syncServers }) {
    const servers = decidingServers(syncServers);
    if (servers.length === 0) return notApplicable('no sync server that may export was asked');
    for (const server of servers) {
      const evidence = evidenceOf(server);
      if (evidence.length > 0) return { is: 'confirmed', facts: { server: server.name, runs: /^running$/i.test(server.service?.status ?? ''), ...keeping(server) }, evidenceClass: 'A', evidence };
    }
    const blind = servers.find((server) => !isSeen(server));
    if (blind === undefined) return ruledOut('nothing tells of a full database');
    return cannotTell(isStopped(blind) ? 'syncServers.events' : 'syncServers.runHistory');
  },

  explain: ({ server, runs }) => `The database of Entra Connect on ${server} is full, so nothing more can be synchronised. ${runs ? 'Its service still runs: do not restart it, it would not start again.' : 'Its service cannot start before there is room.'}`,
});

/** The newest runs that stopped for it, and events that no working run has followed. */
function evidenceOf(server: SyncServerDocument): readonly EvidenceItem[] {
  const history = [{ server: server.name, staging: isStandby(server), value: server.runHistory ?? [] }];
  const stopped = newestRuns(history).filter(({ run }) => resultsOf(run).includes(RESULT));
  const since = isoTime(endedRuns(history).find(({ run }) => didItsWork(run))?.run.StartDate);
  const [event] = eventsLike([{ server: server.name, staging: isStandby(server), value: server.events ?? [] }], { source: 'ADSync', ids: [6323], says: FULL, since });
  const said = stopped.slice(0, 1).map(({ run }) => onServer(server.name, spokenRun(run).what, spokenRun(run).value));
  return event === undefined ? said : [...said, onServer(server.name, `event at ${event.event.time ?? 'an unknown time'}`, spokenEvent(event))];
}

const isStopped = (server: SyncServerDocument): boolean => /^(stopped|stop_?pending|start_?pending|paused)$/i.test(server.service?.status ?? '');

/** While the service runs its runs tell; once it is stopped only the event log can. */
const isSeen = (server: SyncServerDocument): boolean => (isStopped(server) ? server.events : server.runHistory) !== undefined;

/** What the scheduler keeps of the run history; null where it was not read. */
const keeping = ({ scheduler }: SyncServerDocument): { readonly maintained: boolean | null; readonly retention: string | null } => ({
  maintained: scheduler?.MaintenanceEnabled ?? null,
  retention: scheduler?.PurgeRunHistoryInterval ?? null,
});
