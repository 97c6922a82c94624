import { knownOf } from '../../deduce/reading.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { answersCmdlets, decidingServers, isStandby } from '../../deduce/server-standing.ts';
import { lastStop, stopReason, type StopReason } from '../../deduce/service-stop.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const REASONS: Readonly<Record<StopReason, string>> = {
  'logon-right-removed': 'the log says that its account lost the right to log on as a service (often by a group policy)',
  'logon-account-unusable': 'the log says that its account cannot log on (locked, disabled, expired, or a wrong password)',
  'database-full': 'the log says that its database has no more room',
  'model-database-corrupt': 'the log says that a system database of LocalDB is damaged',
};
const DAY = 24 * 60 * 60 * 1000;

export const syncServiceStopped = defineCause({
  id: 'sync-service-stopped',
  area: 'engine',
  layer: 1,
  title: 'The ADSync service does not run',
  why: 'The Windows service ADSync is the engine itself. While it is stopped nothing is read, calculated or exported, and every ADSync cmdlet fails. Windows does not try again after a failed automatic start. That the relay answers from the same server says nothing about the service.',
  checkYourself: ['On the sync server run Get-Service ADSync; its status must be Running.', 'Look in the System log for Service Control Manager events 7000, 7024, 7031, 7034, 7038 and 7041 about the service.', 'Look in the Application log for ADSync events 2001 and 2002 (start and stop) and 6323 (database full).'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/services-sync-not-start',
  fixAfter: ['database-full'],
  byHand: 'Find out why it stopped, and mend that: give the account back its right to log on as a service, unlock it, or make room in the database. If the account is managed by the domain, check the clock of the server too. Then start the service (Start-Service ADSync), and check that Get-ADSyncScheduler answers and that the next cycle succeeds. If the service cannot start because the database is full, do not try again and again.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers'],
  mayUse: ['entra.organization'],

  judge({ syncServers }, { also, now }) {
    const servers = decidingServers(syncServers);
    if (servers.length === 0) return notApplicable('no sync server that may export was asked');
    const stopped = servers.filter(isStopped);
    const [first] = stopped;
    if (first === undefined) return servers.every((server) => isRunning(server)) ? ruledOut('the service runs') : cannotTell('syncServers.service');
    if (stopped.length < servers.length) return servers.some((server) => !isStopped(server) && isStandby(server) === false) ? ruledOut('the service of another active server runs') : cannotTell('syncServers.scheduler');
    const facts = { mayStart: /^stopped$/i.test(first.service?.status ?? ''), server: first.name, status: first.service?.status ?? '', ...stopOf(first, knownOf(also['entra.organization'])?.onPremisesLastSyncDateTime, now) };
    return { is: 'confirmed', facts, evidenceClass: facts.otherExports ? 'D' : 'A', evidence: evidenceOf(stopped) };
  },

  explain: ({ server, status, since, heartbeat, reason, otherExports }) => {
    const state = `The service ADSync on ${server} is ${status.toLowerCase()}${since === null ? '' : `; the log tells of its last stop at ${since}`}.`;
    const why = reason === null ? '' : ` As to why, ${reason}.`;
    if (otherExports) return `${state} Entra was synchronised at ${heartbeat ?? ''}, well after that, so another server seems to export.`;
    return `${state}${why}${since === null && heartbeat !== null ? ` Entra was last synchronised at ${heartbeat}.` : ''}`;
  },
});

/** A server on which the service was never installed has none that could stop. */
const isStopped = ({ service }: SyncServerDocument): boolean => service?.status !== undefined && service.status !== null && service.status !== '' && !/^(running|notinstalled)$/i.test(service.status);

const isRunning = (server: SyncServerDocument): boolean => /^(running|notinstalled)$/i.test(server.service?.status ?? '') || (server.service?.status === undefined && answersCmdlets(server));

function stopOf(server: SyncServerDocument, lastSync: string | null | undefined, now: Date) {
  const events = server.events ?? [];
  const since = lastStop(server.name, events)?.time;
  const heartbeat = isoTime(lastSync);
  const otherExports = since !== undefined && heartbeat !== undefined && heartbeat.getTime() - since.getTime() > DAY / 12 && now.getTime() - heartbeat.getTime() < DAY / 8;
  const found = stopReason(server.name, events);
  return { since: since === undefined ? null : spoken(since), heartbeat: heartbeat === undefined ? null : spoken(heartbeat), otherExports, reason: found === undefined ? null : REASONS[found.reason] };
}

const evidenceOf = (stopped: readonly SyncServerDocument[]): readonly EvidenceItem[] =>
  stopped.flatMap((server) => {
    const stop = lastStop(server.name, server.events ?? []);
    const reason = stopReason(server.name, server.events ?? [])?.seen;
    const seen = [stop, reason?.event === stop?.event ? undefined : reason].filter((each) => each !== undefined);
    return [onServer(server.name, 'service ADSync', server.service?.status ?? ''), ...seen.map((each) => onServer(server.name, `event at ${each.event.time ?? 'an unknown time'}`, spokenEvent(each)))];
  });
