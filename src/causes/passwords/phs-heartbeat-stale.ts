import { upnOf } from '../../deduce/addresses.ts';
import { isGood, isPasswordSyncOn, loopRuns, partitionStates, SILENCE } from '../../deduce/password-loop.ts';
import { TROUBLE } from '../../deduce/password-trouble.ts';
import { knownOf } from '../../deduce/reading.ts';
import { eventsLike } from '../../deduce/server-events.ts';
import { signsInElsewhere } from '../../deduce/sign-on-method.ts';
import { spoken } from '../../deduce/times.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const phsHeartbeatStale = defineCause({
  id: 'phs-heartbeat-stale',
  area: 'passwords',
  layer: 6,
  title: 'The password loop is dead',
  why: 'Passwords travel on a loop of their own, every two minutes, with a sign of life (event 654) every half hour. When that stops on the active server, new passwords stay in AD while everything else goes on. Since 2.6.84.0 the loop no longer repairs itself.',
  checkYourself: [
    'In the Application log of the active server look for the last event 654, source Directory Synchronization; a staging server has none.',
    'Run Get-ADSyncPartitionPasswordSyncState and look at the last cycle and its status.',
    'Run Invoke-ADSyncDiagnostics -PasswordSync.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
  fixAfter: ['sync-service-stopped', 'phs-feature-off'],
  maskedBy: [
    'sync-service-stopped', 'no-active-server', 'entra-connector-auth', 'connect-version-unsupported', 'conditional-access-blocks-sync', 'proxy-or-firewall', 'tls12-missing', 'entra-access-denied', 'tenant-dirsync-disabled',
    'ad-connector-credentials', 'ad-dc-unreachable', 'phs-feature-off', 'phs-replication-permission', 'phs-dc-unreachable', 'phs-fips', 'phs-paused-for-full-sync', 'sign-in-not-phs',
  ],
  byHand: 'Restart the service ADSync on the active server when no cycle runs, and look that event 654 and a good cycle follow within half an hour. Do not restart while the database is full.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: [...TROUBLE, 'syncServers.service'],

  judge(_, { subject: { ad }, now, also }) {
    if (signsInElsewhere(upnOf(ad), also)) return ruledOut('its domain does not sign in with synchronised passwords');
    const on = isPasswordSyncOn(also);
    if (on === false) return ruledOut('password hash synchronisation is off');
    if (loopRuns(ad.dn, also, now)) return ruledOut('passwords of its domain travelled a short time ago');
    const states = partitionStates(ad.dn, also);
    const bad = states.filter(({ state, standby }) => !standby && typeof state.PasswordSyncLastCycleStatus === 'string' && !isGood(state));
    const [failing] = bad;
    if (failing !== undefined) {
      const evidence = bad.map(({ server, state }) => onServer(server, `${state.DN ?? ''}: PasswordSyncLastCycleStatus`, state.PasswordSyncLastCycleStatus ?? ''));
      return { is: 'confirmed', facts: { ...silence(failing.server, failing.state.PasswordSyncLastCycleStatus ?? '', undefined), startedAt: runningSince(failing.server, also) }, evidenceClass: 'A', evidence };
    }
    const logs = knownOf(also['syncServers.events'])?.filter(({ staging }) => staging !== true);
    if (logs === undefined) return cannotTell('syncServers.events');
    if (logs.length === 0) return ruledOut('a staging server has no such loop');
    if (on === undefined) return cannotTell('syncServers.passwordSync');
    const beats = eventsLike(logs, { source: 'Directory Synchronization', ids: [654], says: /(?:)/ });
    const [last] = beats;
    if (last?.time !== undefined && now.getTime() - last.time.getTime() <= SILENCE) return ruledOut('it gave a sign of life within three hours');
    if (states.length > 0 && logs.every(({ value }) => value.length === 0)) return ruledOut('its last cycle was good, and no events were collected');
    const server = logs[0]?.server ?? '';
    return { is: 'confirmed', facts: { ...silence(server, undefined, last?.time), startedAt: runningSince(server, also) }, evidenceClass: 'A', evidence: [onServer(server, 'last event 654', last?.event.time ?? 'none')] };
  },

  explain: ({ server, status, last }) =>
    status === undefined ? `The password loop of ${server} has given no sign of life ${last === undefined ? 'for at least three hours' : `since ${last}`}.` : `The last password cycle of ${server} for this domain did not succeed (${status}).`,
});

interface Silence {
  readonly server: string;
  readonly status: string | undefined;
  readonly last: string | undefined;
}

const silence = (server: string, status: string | undefined, last: Date | undefined): Silence => ({ server, status, last: last === undefined ? undefined : spoken(last) });

/** When the process of the service began; null where it does not run or that was not read. */
function runningSince(server: string, also: Pick<Evidence, 'syncServers.service'>): string | null {
  const service = knownOf(also['syncServers.service'])?.find((each) => each.server === server)?.value;
  return /^running$/i.test(service?.status ?? '') ? (service?.startedAt ?? null) : null;
}
