import { cyclesOf, isFull, usualLength } from '../../deduce/cycles.ts';
import { knownOf } from '../../deduce/reading.ts';
import { spoken } from '../../deduce/times.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const MINUTE = 60 * 1000;
const TIMES = 3;

export const cycleRunningLong = defineCause({
  id: 'cycle-running-long',
  area: 'engine',
  layer: 1,
  title: 'A cycle is still running',
  why: 'The next cycle starts only when the one before has ended. A delta cycle that takes several times as long as usual holds up everything behind it. A full cycle, the first one or the one after a change of rules, takes hours and is no fault.',
  checkYourself: ['Run Get-ADSyncConnectorRunStatus on the sync server: which connector is busy?', 'Look in Synchronization Service when that run began, and whether its counters still move.', 'Compare with the length of earlier cycles, and look whether this one is a full import or full synchronisation.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: [],
  byHand: 'Wait while the counters still move. If nothing moves any more, run Stop-ADSyncSyncCycle on the sync server, look for the reason in the Application log, and let the next cycle start.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Whether a long run still works or hangs is seen by watching its counters; stopping one that works only makes the next one longer.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.scheduler'],
  mayUse: ['syncServers.runHistory'],

  judge({ 'syncServers.scheduler': schedulers }, { also, now }) {
    const running = schedulers.find(({ staging, value }) => value.SyncCycleInProgress === true && staging !== true);
    if (running === undefined) return ruledOut('no cycle is running');
    const runs = knownOf(also['syncServers.runHistory'])?.find(({ server }) => server === running.server)?.value;
    if (runs === undefined) return cannotTell('syncServers.runHistory');
    const cycles = cyclesOf(runs, now);
    const current = cycles.findLast(({ ended }) => now.getTime() - ended.getTime() < 5 * MINUTE);
    if (current === undefined) return ruledOut('the cycle has only just begun');
    if (isFull(current) || running.value.NextSyncCyclePolicyType?.toLowerCase() === 'initial') return ruledOut('a full cycle is running, which takes hours');
    const usual = usualLength(cycles.filter((cycle) => cycle !== current));
    if (usual === undefined) return ruledOut('no earlier delta cycle is recorded to compare with');
    const taken = now.getTime() - current.began.getTime();
    if (taken <= TIMES * usual) return ruledOut('the cycle has not run for long');
    const facts = { server: running.server, began: spoken(current.began), minutes: Math.round(taken / MINUTE), usual: Math.ceil(usual / MINUTE) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [onServer(running.server, 'SyncCycleInProgress', 'True'), onServer(running.server, 'running cycle began', current.began.toISOString())] };
  },

  explain: ({ server, began, minutes, usual }) => `The cycle of ${server} has been running since ${began}, for ${String(minutes)} minutes; usually one takes no more than ${String(usual)}. Changes made since wait for it to end.`,
});
