import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { event, lastCycle } from './trouble.ts';

const failed = (words: string): string => 'Password hash synchronization failed for domain: corp.contoso.com. ' + words;

describeCause(sealed('phs-dc-unreachable'), {
  confirms: [
    { when: 'event 611 says that the RPC server is not there, while LDAP is well', given: (given) => { lastCycle(given, 'Failed'); event(given, 611, failed('RPC Error 1722 : The RPC server is unavailable.')); }, evidenceClass: 'A', remedy: null },
    { when: 'event 611 says that no endpoint is left', given: (given) => { lastCycle(given, 'Failed'); event(given, 611, failed('RPC Error 1753.')); }, evidenceClass: 'A' },
    { when: 'remote calls to SAM are refused', given: (given) => { lastCycle(given, 'Failed'); event(given, 611, failed('RPC Error 5 : Access is denied.')); }, evidenceClass: 'A' },
    { when: 'a preferred domain controller failed', given: (given) => { lastCycle(given, 'Failed'); event(given, 616, 'The preferred domain controller dc01.corp.contoso.com did not answer.'); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the loop is well', given: () => {} },
    { when: 'the permission is missing', given: (given) => { lastCycle(given, 'Failed'); event(given, 611, failed('RPC Error 8453 : Replication access was denied.')); } },
    { when: 'a good cycle has followed', given: (given) => { event(given, 611, failed('RPC Error 1722'), '2026-11-21T07:00:00Z'); } },
  ],
  cannotTell: [{ when: 'the loop fails and the event log was not read', given: (given) => { lastCycle(given, 'Failed'); delete given.server['events']; }, missing: ['syncServers.events'] }],
});
