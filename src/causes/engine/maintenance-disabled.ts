import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const maintenanceDisabled = defineCause({
  id: 'maintenance-disabled',
  area: 'engine',
  layer: 3,
  title: 'Scheduler maintenance is off',
  why: 'The maintenance task of the scheduler renews keys and clears old run history. Without it everything still works for a while; the history grows until the database is full, and then nothing moves any more.',
  checkYourself: ['On the sync server run Get-ADSyncScheduler; MaintenanceEnabled must be True.', 'Look at the size of ADSync.mdf in the Data folder of Entra Connect; LocalDB ends at 10 GB.', 'Look how far back the operations in Synchronization Service reach; by default they are kept for a week.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: [],
  byHand: 'Ask who switched it off and why, then run Set-ADSyncScheduler -MaintenanceEnabled $true on the sync server. It can be switched off again.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'It keeps no object from arriving, so there is nothing to repair for this object; an administrator switches it on.',
  arrives: true,
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.scheduler'],
  mayUse: [],

  judge({ 'syncServers.scheduler': schedulers }) {
    const off = schedulers.filter(({ value }) => value.MaintenanceEnabled === false);
    if (off.length === 0) return ruledOut('the maintenance is on');
    return { is: 'confirmed', facts: { servers: off.map(({ server }) => server) }, evidenceClass: 'D', evidence: off.map(({ server }) => onServer(server, 'MaintenanceEnabled', 'False')) };
  },

  explain: ({ servers }) => `The maintenance of the scheduler is off on ${servers.join(', ')}. It does not stop this object today; the run history grows until the database is full.`,
});
