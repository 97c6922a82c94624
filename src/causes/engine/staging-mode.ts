import { knownOf } from '../../deduce/reading.ts';
import { onlyStandby } from '../../deduce/sync-server.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import { ruledOut, type EvidenceClass, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

const HEARTBEAT = 3 * 60 * 60 * 1000;

export const stagingMode = defineCause({
  id: 'staging-mode',
  area: 'engine',
  layer: 1,
  title: 'This server is in staging mode',
  why: 'A server in staging mode imports and calculates but exports nothing: no objects, no passwords, no writeback. What it says about errors is stale, too.',
  checkYourself: ['On each sync server run Get-ADSyncScheduler and look at StagingModeEnabled.', 'Find the server that exports: its run history shows exports to Entra.', 'Look at the time of the last synchronisation in the Entra admin center under Entra Connect.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server',
  fixAfter: [],
  byHand: 'Ask the active server. If there is none, compare the pending exports (adds and deletes) with what the former active server did, and take this server out of staging mode in the wizard.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Leaving staging mode is a step of the wizard, and everything the server has gathered is exported at once; a human must look at that first.',
  maskedBy: ['no-active-server'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.scheduler'],
  mayUse: ['entra.organization'],

  judge({ 'syncServers.scheduler': schedulers }, { also, now }) {
    if (!onlyStandby(also['syncServers.scheduler'])) return ruledOut('an active sync server was asked');
    const organization = knownOf(also['entra.organization']);
    const heartbeat = isoTime(organization?.onPremisesLastSyncDateTime);
    const fresh = heartbeat === undefined ? (organization?.onPremisesLastSyncDateTime === null ? false : null) : now.getTime() - heartbeat.getTime() <= HEARTBEAT;
    const evidenceClass: EvidenceClass = organization?.onPremisesLastSyncDateTime === undefined ? 'C' : fresh === true ? 'D' : 'A';
    const evidence: EvidenceItem[] = schedulers.map(({ server }) => onServer(server, 'StagingModeEnabled', 'True'));
    if (organization?.onPremisesLastSyncDateTime !== undefined) evidence.push(inEntra('organization: onPremisesLastSyncDateTime', organization.onPremisesLastSyncDateTime ?? 'never'));
    return { is: 'confirmed', facts: { servers: schedulers.map(({ server }) => server), fresh, heartbeat: heartbeat === undefined ? null : spoken(heartbeat) }, evidenceClass, evidence };
  },

  explain: ({ servers, fresh, heartbeat }) => {
    const these = `${servers.join(', ')} ${servers.length === 1 ? 'is' : 'are'} in staging mode and exports nothing.`;
    if (fresh === true) return `${these} Entra was synchronised at ${heartbeat ?? 'an unknown time'}, so another server is active: you asked the standby server.`;
    return fresh === null ? `${these} Whether another server is active is not known.` : `${these} Entra was ${heartbeat === null ? 'never synchronised' : `last synchronised at ${heartbeat}`}, so no other server stands in.`;
  },
});
