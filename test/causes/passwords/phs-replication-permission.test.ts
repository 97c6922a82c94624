import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { event, federated, lastCycle, logged } from './trouble.ts';

const DENIED = 'Password hash synchronization failed for domain: corp.contoso.com. RPC Error 8453 : Replication access was denied.';

describeCause(sealed('phs-replication-permission'), {
  confirms: [
    { when: 'event 611 says that replication was denied', given: (given) => { lastCycle(given, 'Failed'); event(given, 611, DENIED); }, evidenceClass: 'A', remedy: null, says: /MSOL_0d2f4c6b8a10 may not read/ },
    { when: 'the state of its domain says so', given: (given) => { lastCycle(given, 'RPC Error 8453: Replication access was denied'); }, evidenceClass: 'A' },
    { when: 'the state was not read', given: (given) => { delete given.server['passwordSync']; event(given, 611, DENIED); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the loop is well', given: () => {} },
    { when: 'only this user fails and the domain is well', given: (given) => { logged(given, 'Error'); } },
    { when: 'another domain is refused', given: (given) => { lastCycle(given, 'Failed'); event(given, 611, DENIED.replace('corp.', 'eu.corp.')); (given.bundle['directory'] as { forests: { domains: string[] }[] }).forests[0]?.domains.push('eu.corp.contoso.com'); } },
    { when: 'a good cycle has followed', given: (given) => { event(given, 611, DENIED, '2026-11-21T07:00:00Z'); } },
    { when: 'the domain is federated', given: (given) => { federated(given); lastCycle(given, 'Failed'); event(given, 611, DENIED); } },
  ],
  cannotTell: [{ when: 'neither the event log nor the state was read', given: ({ server }) => { delete server['events']; delete server['passwordSync']; }, missing: ['syncServers.events'] }],
});
