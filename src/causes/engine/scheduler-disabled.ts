import { knownOf } from '../../deduce/reading.ts';
import { lastMovement } from '../../deduce/sync-clock.ts';
import { spoken } from '../../deduce/times.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const schedulerDisabled = defineCause({
  id: 'scheduler-disabled',
  area: 'engine',
  layer: 1,
  title: 'The scheduler is switched off',
  why: 'Entra Connect starts its cycles by its own scheduler. While that is off nothing moves and nothing complains; passwords still travel, which misleads people.',
  checkYourself: ['On the sync server run Get-ADSyncScheduler.', 'SyncCycleEnabled must be True.', 'Ask whether a change freeze is planned, or whether a script switched it off and broke half-way.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: [],
  byHand: 'Find out who switched it off and why, and look at the deletes that wait for export. Then run Set-ADSyncScheduler -SyncCycleEnabled $true on the sync server.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.scheduler'],
  mayUse: ['syncServers.runHistory', 'syncServers.pendingExports'],

  judge({ 'syncServers.scheduler': schedulers }, { also }) {
    const off = schedulers.filter(({ value }) => value.SyncCycleEnabled === false);
    const [first] = off;
    if (first === undefined) return ruledOut('the scheduler is on');
    if (off.length < schedulers.length) return ruledOut('another active server still runs its cycles');
    const standby = off.every(({ staging }) => staging === true);
    const last = lastMovement(knownOf(also['syncServers.runHistory']) ?? []);
    const pending = knownOf(also['syncServers.pendingExports'])?.flatMap(({ value }) => value);
    const facts = {
      server: first.server,
      switchable: off.length === 1 && !standby,
      last: last === undefined ? null : spoken(last),
      pendingDeletes: pending?.filter((each) => /delete/i.test(each.Operation ?? '')).length ?? null,
    };
    return { is: 'confirmed', facts, evidenceClass: standby ? 'D' : 'A', evidence: off.map(({ server }) => onServer(server, 'SyncCycleEnabled', 'False')) };
  },

  explain: ({ server, last }) => `The scheduler of ${server} is off${last === null ? '' : `; the last run was at ${last}`}. Nothing that changed since then can arrive.`,
});
