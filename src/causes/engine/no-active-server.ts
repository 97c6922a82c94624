import { knownOf } from '../../deduce/reading.ts';
import { isStandby } from '../../deduce/server-standing.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

const HEARTBEAT = 3 * 60 * 60 * 1000;

export const noActiveServer = defineCause({
  id: 'no-active-server',
  area: 'engine',
  layer: 1,
  title: 'Every known server is in staging',
  why: 'A server in staging mode exports nothing. When all of them are in staging mode, after a swing migration or a restore for example, nobody writes to Entra, although every server looks healthy.',
  checkYourself: ['On every sync server run Get-ADSyncScheduler and look at StagingModeEnabled; exactly one of them must say False.', 'Look at the last synchronisation in the Entra admin center under Entra Connect.', 'Ask whether there is a further server that nobody named; then the last synchronisation is recent.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server',
  fixAfter: ['sync-service-stopped'],
  byHand: 'Decide which server is to export. Compare its pending exports (adds and deletes) with what Entra holds, and only when they are as expected take it out of staging mode in the wizard. The others stay in staging mode.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Leaving staging mode is a step of the wizard, and everything the server has gathered is exported at once; a human must look at that first.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers'],
  mayUse: ['entra.organization'],

  judge({ syncServers }, { also, now }) {
    if (syncServers.length === 0 || syncServers.some((server) => isStandby(server) === false)) return ruledOut('an active sync server is known, or none at all');
    if (syncServers.some((server) => isStandby(server) === undefined)) return cannotTell('syncServers.scheduler');
    const organization = knownOf(also['entra.organization']);
    const lastSync = organization?.onPremisesLastSyncDateTime;
    if (organization === undefined || lastSync === undefined) return cannotTell('entra.organization');
    const heartbeat = isoTime(lastSync);
    if (heartbeat !== undefined && now.getTime() - heartbeat.getTime() <= HEARTBEAT) return ruledOut('Entra was synchronised lately, so a server that is not known here is active');
    const evidence = [...syncServers.map(({ name }) => onServer(name, 'StagingModeEnabled', 'True')), inEntra('organization: onPremisesLastSyncDateTime', lastSync ?? 'never')];
    return { is: 'confirmed', facts: { servers: syncServers.map(({ name }) => name), heartbeat: heartbeat === undefined ? null : spoken(heartbeat) }, evidenceClass: 'A', evidence };
  },

  explain: ({ servers, heartbeat }) =>
    `${servers.join(', ')} ${servers.length === 1 ? 'is' : 'are all'} in staging mode, and Entra was ${heartbeat === null ? 'never synchronised' : `last synchronised at ${heartbeat}`}. No server exports, so nothing can arrive.`,
});
