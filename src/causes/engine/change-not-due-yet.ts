import { firstOf } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isFilteredByDefaultRules, isOutside, scopeOf } from '../../deduce/scope.ts';
import { connectorsFor, lastImport, syncInterval, usualRunTime } from '../../deduce/sync-clock.ts';
import { activeServer, inForestSpace } from '../../deduce/sync-server.ts';
import { fileTime, generalizedTime, isoTime, spoken } from '../../deduce/times.ts';
import type { Connector } from '../../model/evidence.ts';
import type { AdObject, FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

export const changeNotDueYet = defineCause({
  id: 'change-not-due-yet',
  area: 'engine',
  layer: 3,
  title: 'The change has simply not been picked up yet',
  why: 'Entra Connect reads AD every 30 minutes by default. A change made since the last import is right where it should be and has not been collected yet.',
  checkYourself: ['Look at the time of the change in AD (whenChanged on the domain controller that Entra Connect reads).', 'Look at the start of the last import in Synchronization Service.', 'Run Get-ADSyncScheduler for the time of the next cycle.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: [],
  byHand: 'Wait for the next cycle, or run Start-ADSyncSyncCycle -PolicyType Delta on the active sync server.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries', 'syncServers.scheduler', 'syncServers.runHistory'],
  mayUse: ['syncServers.connectors', 'syncServers.service', 'syncServers.csObjects'],

  judge({ 'syncServers.scheduler': schedulers, 'syncServers.runHistory': history }, { subject: { ad }, also, now }) {
    const changed = generalizedTime(firstOf(ad, 'whenChanged'));
    if (changed === undefined) return ruledOut('the time of its last change is not given');
    const server = schedulers.find(({ value }) => value.StagingModeEnabled === false) ?? schedulers.find(({ value }) => value.StagingModeEnabled !== true);
    if (server === undefined) return ruledOut('no active sync server is known');
    if (!healthy(server.value) || knownOf(also['syncServers.service'])?.some(({ value }) => value.status !== undefined && value.status !== null && !/^running$/i.test(value.status)) === true) return ruledOut('the scheduler does not run, so waiting does not help');
    const runs = history.find((each) => each.server === server.server)?.value ?? [];
    const lists = knownOf(also['syncServers.connectors'])?.find((each) => each.server === server.server);
    const connectors = lists?.value;
    const imported = lastImport(runs, connectors === undefined ? [ad.forest.toLowerCase()] : connectorsFor(ad, connectors));
    if (imported === undefined) return connectors === undefined ? cannotTell('syncServers.connectors') : ruledOut('no finished import of its forest is known');
    const interval = syncInterval(server.value);
    const patience = interval + usualRunTime(runs, interval);
    if (changed <= imported) return ruledOut('its last change is older than the last import');
    if (isPasswordOnly(ad, changed, imported)) return ruledOut('its last change was the password, which does not wait for the cycle');
    if (now.getTime() - imported.getTime() > patience) return ruledOut('the last import is longer ago than one interval: something is stopped');
    const inSpace = knownOf(also['syncServers.csObjects'])?.some(({ value }) => inForestSpace(value, ad) !== undefined);
    if (inSpace === false && lists !== undefined && neverPickedUp(ad, lists)) return ruledOut('it is out of scope, so no cycle picks it up');
    const next = isoTime(server.value.NextSyncCycleStartTimeInUTC);
    const facts = { dn: ad.dn, changed: spoken(changed), next: next === undefined ? null : spoken(next), server: activeServer(also['syncServers.scheduler']), running: server.value.SyncCycleInProgress === true };
    const evidence = [inAd(ad, 'whenChanged', firstOf(ad, 'whenChanged') ?? ''), onServer(server.server, 'last import started', imported.toISOString()), onServer(server.server, 'NextSyncCycleStartTimeInUTC', server.value.NextSyncCycleStartTimeInUTC ?? 'unknown')];
    return { is: 'confirmed', facts, evidenceClass: 'B', layer: inSpace === false ? 2 : 3, evidence };
  },

  explain: ({ dn, changed, next }) => `${dn} was changed at ${changed}, after the last import.${next === null ? '' : ` The next cycle starts at ${next}.`}`,
});

const healthy = (scheduler: { readonly SyncCycleEnabled?: boolean | null | undefined; readonly SchedulerSuspended?: boolean | null | undefined }): boolean =>
  scheduler.SyncCycleEnabled !== false && scheduler.SchedulerSuspended !== true;

/** The engine does not know the object, and neither the selected containers nor the default rules let it in. */
const neverPickedUp = (ad: AdObject, lists: FromServer<readonly Connector[]>): boolean => isOutside(scopeOf(ad.dn, [lists])) || isFilteredByDefaultRules(ad);

/** The newest write was a new password of an account that had been read before; passwords travel every two minutes on their own. */
function isPasswordOnly(ad: AdObject, changed: Date, imported: Date): boolean {
  const password = fileTime(firstOf(ad, 'pwdLastSet'));
  const created = generalizedTime(firstOf(ad, 'whenCreated'));
  return password !== undefined && created !== undefined && created < imported && Math.abs(password.getTime() - changed.getTime()) <= 2000;
}
