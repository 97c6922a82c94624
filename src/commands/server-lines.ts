import type { StatusLine, StatusTrouble as Trouble } from '../cards/status.ts';
import { connectorWork, lastCycle, type ConnectorWork } from '../deduce/last-cycle.ts';
import { isStandby } from '../deduce/server-standing.ts';
import { syncInterval } from '../deduce/sync-clock.ts';
import { isoTime, spoken } from '../deduce/times.ts';
import { VERSION_CLIFFS } from '../deduce/version-cliffs.ts';
import { connectVersionOf, isOlder } from '../deduce/version.ts';
import type { SyncServerDocument } from '../model/evidence.ts';
import { passwordLine } from './password-line.ts';

/** One sync server: its troubles first, then what it is and did. What was not read is a trouble of its own. */
export function serverLine(server: SyncServerDocument, now: Date): StatusLine {
  const standby = isStandby(server);
  const password = passwordLine(server, now);
  const engine = isStopped(server) ? [] : [...roleTroubles(standby), ...schedulerTroubles(server), ...cycleTroubles(server, now), ...password.troubles];
  const troubles = [...serviceTroubles(server), ...versionTroubles(server, now), ...engine];
  const version = connectVersionOf(server);
  const does = server.service?.isDomainController;
  const about = [
    standby === undefined ? 'role unknown' : standby ? 'staging' : 'active', `version ${version ?? 'unknown'}`,
    ...(server.service?.status === undefined || server.service.status === null ? [] : [`service ${server.service.status}`]),
    ...(does === true ? ['also a domain controller'] : does === false ? [] : ['whether it is a domain controller was not read']),
  ];
  return {
    name: server.name,
    health: troubles.some(({ health }) => health === 'broken') ? 'broken' : troubles.length > 0 ? 'doubtful' : 'fine',
    says: about.join(', '),
    troubles: troubles.toSorted((one, other) => (one.health === other.health ? 0 : one.health === 'broken' ? -1 : 1)),
    facts: [...schedulerFacts(server), ...cycleFacts(server), ...password.facts],
  };
}

/** Then its engine cannot be asked, and nothing but that needs saying. */
export const isStopped = ({ service }: SyncServerDocument): boolean => typeof service?.status === 'string' && !/^running$/i.test(service.status);

const broken = (says: string, advice: string): Trouble => ({ health: 'broken', says, advice });
const doubtful = (says: string, advice: string): Trouble => ({ health: 'doubtful', says, advice });

const roleTroubles = (standby: boolean | undefined): readonly Trouble[] => (standby === undefined ? [doubtful('Whether it is active or staging could not be read.', 'Run Get-ADSyncScheduler on it and look at StagingModeEnabled.')] : []);

function serviceTroubles({ service }: SyncServerDocument): readonly Trouble[] {
  const status = service?.status;
  if (status === undefined || status === null) return [doubtful('The state of the service ADSync could not be read.', 'Run Get-Service ADSync on it, and relay check on the relay.')];
  return /^running$/i.test(status) ? [] : [broken(`The service ADSync is ${status.toLowerCase()}, so this server synchronises nothing, and its scheduler and runs cannot be read.`, 'Find out why it stopped (System log, Service Control Manager), then start it.')];
}

function schedulerTroubles({ scheduler }: SyncServerDocument): readonly Trouble[] {
  if (scheduler === undefined) return [doubtful('The scheduler could not be read.', 'Run Get-ADSyncScheduler on it; it answers only while the service runs.')];
  return [
    ...(scheduler.SyncCycleEnabled === false ? [broken('The scheduler is switched off, so no cycle starts by itself.', 'Ask why with any account that waits: the fix is offered there. By hand: Set-ADSyncScheduler -SyncCycleEnabled $true.')] : []),
    ...(scheduler.SchedulerSuspended === true ? [broken('The scheduler is held, most likely by an open wizard.', 'Close the Entra Connect wizard on the server, or finish the upgrade.')] : []),
    ...(scheduler.MaintenanceEnabled === false ? [doubtful('Maintenance is switched off, so old runs and certificates are not looked after.', 'Run Set-ADSyncScheduler -MaintenanceEnabled $true.')] : []),
  ];
}

function versionTroubles(server: SyncServerDocument, now: Date): readonly Trouble[] {
  const cliff = VERSION_CLIFFS.find(({ from }) => now >= from);
  const version = connectVersionOf(server);
  if (version === undefined) return [doubtful('Its version could not be read.', 'Look at the product version of miiserver.exe.')];
  if (cliff === undefined || isOlder(version, cliff.below) !== true) return [];
  return [broken(`Version ${version} is no longer supported: since ${cliff.from.toISOString().slice(0, 10)} Entra refuses versions below ${cliff.below}.`, 'Upgrade Entra Connect, best by a second server in staging mode.')];
}

function cycleTroubles(server: SyncServerDocument, now: Date): readonly Trouble[] {
  const { runHistory, scheduler, name } = server;
  if (runHistory === undefined) return [doubtful('Its runs could not be read.', 'Look at the operations in Synchronization Service.')];
  const cycle = lastCycle(name, runHistory);
  if (cycle === undefined) return [doubtful('It has no finished run in its history.', 'Look at the operations in Synchronization Service, or wait for the next cycle.')];
  const isLate = scheduler !== undefined && scheduler.SyncCycleInProgress !== true && now.getTime() - cycle.end.getTime() > 2 * syncInterval(scheduler) + GRACE;
  return [
    ...cycle.trouble.map(({ connector, profile, result, isStopped }) => isStopped
      ? broken(`${connector}: ${profile} ended with ${result}.`, `Type help ${result} to learn what that means.`)
      : doubtful(`${connector}: ${profile} ended with ${result}.`, 'Type errors to see which objects and why.')),
    ...(isLate ? [broken(`Its last cycle ended ${spoken(cycle.end)}, more than two intervals ago.`, 'See the service and the scheduler; type sync now to propose a cycle.')] : []),
  ];
}

const GRACE = 15 * 60 * 1000;

function schedulerFacts({ scheduler }: SyncServerDocument): readonly string[] {
  if (scheduler === undefined) return [];
  const next = isoTime(scheduler.NextSyncCycleStartTimeInUTC);
  const state = scheduler.SyncCycleEnabled === false ? 'off' : scheduler.SchedulerSuspended === true ? 'held' : scheduler.SyncCycleEnabled === true ? 'on' : 'state unknown';
  const policy = (scheduler.NextSyncCyclePolicyType ?? '').toLowerCase();
  return [[`Scheduler ${state}`, `every ${Math.round(syncInterval(scheduler) / 6000) / 10} minutes`, scheduler.SyncCycleInProgress === true ? 'a cycle runs now' : '', next === undefined ? 'next cycle unknown' : `next cycle${policy === '' ? '' : ` (${policy})`} ${spoken(next)}`].filter((each) => each !== '').join(', ')];
}

function cycleFacts({ name, runHistory }: SyncServerDocument): readonly string[] {
  const cycle = runHistory === undefined ? undefined : lastCycle(name, runHistory);
  if (runHistory === undefined || cycle === undefined) return [];
  const results = cycle.trouble.length === 0 ? 'success' : [...new Set(cycle.trouble.map(({ result }) => result))].join(', ');
  return [`Last cycle ${spoken(cycle.start)} to ${cycle.end.toISOString().slice(11, 16)}: ${results}`, ...connectorWork(name, runHistory).map(spokenWork)];
}

function spokenWork({ connector, isEntra, read, unchanged, projected, joined, filtered, exported, failed }: ConnectorWork): string {
  const count = (number: number | undefined, what: string): string => `${number ?? 'unknown'} ${what}`;
  const rules = isEntra ? [] : [count(projected, 'projected'), ...(joined === undefined || joined === 0 ? [] : [count(joined, 'joined')]), count(filtered, 'filtered')];
  const looked = unchanged === undefined || unchanged === 0 ? '' : ` (${unchanged} unchanged)`;
  return `${connector}: ${[`${count(read, 'changes read')}${looked}`, ...rules, count(exported, 'exported'), ...(failed === undefined || failed === 0 ? [] : [count(failed, 'failed')])].join(', ')}`;
}
