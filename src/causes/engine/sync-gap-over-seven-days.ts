import { knownOf } from '../../deduce/reading.ts';
import { FULL_CYCLE, fullCycleOf } from '../../deduce/full-cycle.ts';
import { endedRuns, isEntraRun, lastWorkingRun } from '../../deduce/run-results.ts';
import { DAY, isoTime, spoken } from '../../deduce/times.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

const GAP = 7 * DAY;

export const syncGapOverSevenDays = defineCause({
  id: 'sync-gap-over-seven-days',
  area: 'engine',
  layer: 1,
  title: 'Synchronisation stood still too long',
  why: 'Entra keeps what a delta import needs for seven days. After a longer standstill delta runs no longer suffice, the import from Entra may end with stopped-server-down, and one full cycle is needed. The same result is known from dead accounts and network faults, so the length of the standstill decides.',
  checkYourself: ['Look in Synchronization Service when a run with Entra succeeded for the last time.', 'Look at the last synchronisation in the Entra admin center under Entra Connect.', 'Look how many deletions wait for export before you start a full cycle.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: ['sync-service-stopped', 'scheduler-disabled', 'scheduler-suspended', 'no-active-server', 'connect-version-unsupported', 'first-party-app-disabled', 'database-full', 'export-deletion-threshold'],
  byHand: 'First mend what stopped it. Look at the pending deletes. Then run one full cycle on the active server with Start-ADSyncSyncCycle -PolicyType Initial; it takes hours in a large directory, and no delta cycle runs meanwhile.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['entra.organization', ...FULL_CYCLE],

  judge({ 'syncServers.runHistory': history }, { also, now }) {
    const exporting = history.filter(({ staging }) => staging !== true);
    const [first] = exporting;
    if (first === undefined) return notApplicable('no sync server that may export was asked');
    const tooLong = (time: Date): boolean => now.getTime() - time.getTime() > GAP;
    const worked = lastWorkingRun(endedRuns(exporting).filter(({ run }) => isEntraRun(run)));
    if (worked !== undefined && !tooLong(worked)) return ruledOut('a run with Entra succeeded within seven days');
    const organization = knownOf(also['entra.organization']);
    const heartbeat = isoTime(organization?.onPremisesLastSyncDateTime);
    if (heartbeat !== undefined && !tooLong(heartbeat)) return ruledOut('Entra was synchronised within seven days');
    const last = worked ?? heartbeat;
    if (last === undefined) return organization === undefined ? cannotTell('entra.organization') : ruledOut('no earlier synchronisation is known');
    const evidence = worked === undefined ? [] : [onServer(first.server, 'last run with Entra that succeeded', worked.toISOString())];
    const tenant = heartbeat === undefined ? [] : [inEntra('organization: onPremisesLastSyncDateTime', heartbeat.toISOString())];
    return { is: 'confirmed', facts: { full: fullCycleOf(also), last: spoken(last), days: Math.floor((now.getTime() - last.getTime()) / DAY) }, evidenceClass: 'B', evidence: [...evidence, ...tenant] };
  },

  explain: ({ last, days }) => `The last synchronisation with Entra that succeeded was at ${last}, ${String(days)} days ago. After more than seven days one full cycle is needed.`,
});
