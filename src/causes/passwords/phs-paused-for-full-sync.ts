import { passwordTrouble, TROUBLE } from '../../deduce/password-trouble.ts';
import { knownOf } from '../../deduce/reading.ts';
import { didItsWork, endedRuns, isEntraRun } from '../../deduce/run-results.ts';
import { touches } from '../../deduce/run-concerns.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const phsPausedForFullSync = defineCause({
  id: 'phs-paused-for-full-sync',
  area: 'passwords',
  layer: 6,
  title: 'Waiting for a full synchronisation',
  why: 'After password hash synchronisation was switched on, or its configuration changed, the loop waits until a full synchronisation has finished. Until then no password of the domain is sent.',
  checkYourself: [
    'In the Application log look for event 613, source Directory Synchronization, and how often it comes.',
    'In Synchronization Service look whether a Full Synchronization of the AD connector runs, or ended with an error.',
    'If event 613 comes again and again, find out why the full synchronisation never succeeds.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  fixAfter: ['sync-rule-error', 'export-error-limit', 'database-full'],
  byHand: 'Wait until the full synchronisation has finished; if none runs, start one with Start-ADSyncSyncCycle -PolicyType Initial after a look at pending deletes. If it fails again and again, repair that first.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'It mends itself when the full synchronisation has finished; starting one takes hours and is a decision for people.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: [...TROUBLE, 'syncServers.runHistory'],

  judge(_, { subject, now, also }) {
    const { ad } = subject;
    const trouble = passwordTrouble({ ad, now }, { ids: [613], says: /paus|full synchroni[sz]ation|full sync/i }, also);
    if (trouble.is === 'unknown') return cannotTell(trouble.missing);
    if (trouble.is === 'none') return ruledOut(trouble.because);
    const { events } = trouble;
    const [last] = events;
    const finished = endedRuns(knownOf(also['syncServers.runHistory']) ?? []).find(({ run }) => /^full sync/i.test(run.RunProfileName ?? '') && !isEntraRun(run) && didItsWork(run) && touches(run, subject, also['syncServers.connectors']));
    const ended = isoTime(finished?.run.EndDate);
    if (ended !== undefined && last.time !== undefined && ended > last.time) return ruledOut('a full synchronisation has finished since');
    const evidence = events.slice(0, 3).map((event) => onServer(event.server, `event at ${event.event.time ?? 'an unknown time'}`, spokenEvent(event)));
    return { is: 'confirmed', facts: { server: last.server, at: last.time === undefined ? 'an unknown time' : spoken(last.time), times: events.length }, evidenceClass: last.standby ? 'D' : 'B', evidence };
  },

  explain: ({ server, at, times }) => `${server} holds passwords back until a full synchronisation has finished (since ${at})${times > 1 ? `; it has said so ${times} times, so the full synchronisation seems never to succeed` : ''}.`,
});
