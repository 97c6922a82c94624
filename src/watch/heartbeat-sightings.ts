import { isStandby } from '../deduce/server-standing.ts';
import { lastCycle } from '../deduce/last-cycle.ts';
import { syncInterval } from '../deduce/sync-clock.ts';
import { isoTime, spoken } from '../deduce/times.ts';
import { VERSION_CLIFFS } from '../deduce/version-cliffs.ts';
import { connectVersionOf, isOlder } from '../deduce/version.ts';
import type { EvidenceDocument, SyncServerDocument } from '../model/evidence.ts';
import { NEAR_THRESHOLD, pendingDeletions } from '../model/pending-deletions.ts';
import type { Sighting } from '../model/sighting.ts';
import type { CompanySightings } from './company-sightings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Entra expects to hear from Connect every half hour. */
const TENANT_LATE_MS = 3 * HOUR;
const GRACE_MS = 15 * MINUTE;
const CLIFF_NEAR_MS = 90 * DAY;

/**
 * Signs of life that stay away, and what is about to go wrong: the tenant, the cycles of each server, deletions near the threshold, a version that will be
 * refused. Where something graver explains the silence it is neither said nor taken for over. Pure.
 */
export function heartbeatSightings(document: EvidenceDocument, explained: boolean): CompanySightings {
  const now = new Date(document.takenAt);
  const servers = (document.syncServers ?? []).filter((server) => isStandby(server) === false);
  const checks: readonly Check[] = [...(explained ? [] : [tenantHeartbeat(document, now), ...servers.map((server) => cycleHeartbeat(server, now))]), ...servers.map(nearThreshold), ...servers.map((server) => nearCliff(server, now))];
  return { sightings: checks.flatMap(({ sighting }) => sighting ?? []), read: checks.flatMap(({ source, isTold }) => (isTold ? [source] : [])) };
}

/** One question; `isTold` false where what would answer it was not read. */
interface Check {
  readonly source: string;
  readonly isTold: boolean;
  readonly sighting: Sighting | null;
}

type Said = Pick<Sighting, 'kind' | 'severity' | 'title' | 'says' | 'split'>;

const check = (name: string, isTold: boolean, said: Said | null): Check => {
  const source = `check ${name}`;
  return { source, isTold, sighting: said === null ? null : { source, cause: null, area: 'engine', object: null, since: null, ...said } };
};

function tenantHeartbeat({ entra, unread }: EvidenceDocument, now: Date): Check {
  const organization = unread?.some(({ what }) => what === 'entra.organization') === true ? undefined : entra?.organization;
  const last = isoTime(organization?.onPremisesLastSyncDateTime);
  const isLate = organization?.onPremisesSyncEnabled === true && last !== undefined && now.getTime() - last.getTime() > TENANT_LATE_MS;
  return check('tenant heartbeat', organization !== undefined, !isLate ? null : {
    kind: 'tenant', severity: 'high', split: '', title: 'Entra has not heard of any sync server for hours', says: `The last sign of life was at ${spoken(last)}. Changes do not arrive. Look at the sync servers: type status.`,
  });
}

function cycleHeartbeat({ name, runHistory, scheduler }: SyncServerDocument, now: Date): Check {
  const cycle = runHistory === undefined ? undefined : lastCycle(name, runHistory);
  const isLate = cycle !== undefined && scheduler !== undefined && scheduler.SyncCycleInProgress !== true && now.getTime() - cycle.end.getTime() > 2 * syncInterval(scheduler) + GRACE_MS;
  return check(`cycles of ${name}`, cycle !== undefined && scheduler !== undefined, !isLate ? null : {
    kind: 'server', severity: 'high', split: name, title: `${name} runs no cycles`, says: `Its last cycle ended at ${spoken(cycle.end)}, more than two intervals ago. Type status to see the service and the scheduler.`,
  });
}

function nearThreshold(server: SyncServerDocument): Check {
  const pending = pendingDeletions(server);
  const most = pending === null || pending.most === 'none' ? null : pending.most;
  const isNear = pending !== null && most !== null && pending.waiting >= most * NEAR_THRESHOLD;
  return check(`deletions of ${server.name}`, pending !== null && pending.most !== null, !isNear ? null : {
    kind: 'server', severity: 'high', split: server.name, title: `Many deletions wait on ${server.name}`,
    says: `${String(pending.waiting)} objects are to be deleted in Entra; at ${String(most)} every export is stopped. Look in Synchronization Service what would be deleted, and why, before the next cycle.`,
  });
}

function nearCliff(server: SyncServerDocument, now: Date): Check {
  const version = connectVersionOf(server);
  const next = VERSION_CLIFFS.find(({ from, below }) => from > now && from.getTime() - now.getTime() < CLIFF_NEAR_MS && version !== undefined && isOlder(version, below) === true);
  return check(`next version of ${server.name}`, version !== undefined, next === undefined ? null : {
    kind: 'server', severity: 'medium', split: server.name, title: `${server.name} must be upgraded soon`, says: `From ${next.from.toISOString().slice(0, 10)} on Entra refuses versions below ${next.below}; it runs ${version ?? ''}. Upgrade Entra Connect, best by a second server in staging mode.`,
  });
}
