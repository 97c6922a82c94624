import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { event, lastCycle } from './trouble.ts';

const PAUSED = 'Password hash synchronization is paused until a full synchronization has completed for domain corp.contoso.com.';
const full = (Result: string) => ({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Full Synchronization', Result, IsRunComplete: true, RunNumber: 200, StartDate: '2026-11-21T09:09:10Z', EndDate: '2026-11-21T09:09:50Z' });

describeCause(sealed('phs-paused-for-full-sync'), {
  confirms: [
    { when: 'event 613 says so', given: (given) => { lastCycle(given, ''); event(given, 613, PAUSED); }, remedy: null, says: /since 2026-11-21 09:09 UTC\)\./ },
    { when: 'it says so again and again because the full synchronisation never succeeds', given: (given) => { lastCycle(given, ''); event(given, 613, PAUSED, '2026-11-21T08:30:00Z'); event(given, 613, PAUSED); (given.server['runHistory'] as object[]).unshift(full('stopped-error-limit')); }, says: /2 times.*never to succeed/ },
  ],
  rulesOut: [
    { when: 'the loop is well', given: () => {} },
    { when: 'passwords have travelled since', given: (given) => { event(given, 613, PAUSED, '2026-11-21T07:00:00Z'); } },
    { when: 'a full synchronisation has finished since', given: (given) => { lastCycle(given, ''); event(given, 613, PAUSED); (given.server['runHistory'] as object[]).unshift(full('success')); } },
  ],
  cannotTell: [{ when: 'the loop does not run and the event log was not read', given: (given) => { lastCycle(given, 'Failed'); delete given.server['events']; }, missing: ['syncServers.events'] }],
});
