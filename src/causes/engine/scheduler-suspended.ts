import { knownOf } from '../../deduce/reading.ts';
import { lastMovement } from '../../deduce/sync-clock.ts';
import { spoken } from '../../deduce/times.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const schedulerSuspended = defineCause({
  id: 'scheduler-suspended',
  area: 'engine',
  layer: 1,
  title: 'The wizard or an upgrade holds the scheduler',
  why: 'While the Entra Connect wizard is open, or an upgrade is under way, the scheduler is suspended and starts no cycle. A wizard that another administrator left open is the usual reason.',
  checkYourself: ['On the sync server run Get-ADSyncScheduler; SchedulerSuspended must be False.', 'Look whether the process AzureADConnect.exe runs there, also in disconnected sessions of other administrators (query user).', 'Look in the programs and features of the server for an upgrade that has not finished.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: ['sync-service-stopped'],
  byHand: 'Find the administrator who has the wizard open and let them finish or close it; finish an upgrade that hangs. Do not clear the mark by cmdlet: that is not supported, and the wizard may be in the middle of a change.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Only the administrator who works in the wizard knows whether it may be closed, and setting the mark by cmdlet is not supported.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.scheduler'],
  mayUse: ['syncServers.runHistory'],

  judge({ 'syncServers.scheduler': schedulers }, { also }) {
    const held = schedulers.filter(({ value }) => value.SchedulerSuspended === true);
    const [first] = held;
    if (first === undefined) return ruledOut('the scheduler is not suspended');
    if (held.length < schedulers.length) return ruledOut('another server still runs its cycles');
    const last = lastMovement(knownOf(also['syncServers.runHistory']) ?? []);
    return {
      is: 'confirmed',
      facts: { server: first.server, last: last === undefined ? null : spoken(last) },
      evidenceClass: held.every(({ staging }) => staging === true) ? 'D' : 'A',
      evidence: held.map(({ server }) => onServer(server, 'SchedulerSuspended', 'True')),
    };
  },

  explain: ({ server, last }) => `The scheduler of ${server} is suspended, most likely by an open wizard or an unfinished upgrade${last === null ? '' : `; the last run was at ${last}`}. No cycle starts until that ends.`,
});
