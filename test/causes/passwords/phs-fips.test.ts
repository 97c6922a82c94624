import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { event, lastCycle } from './trouble.ts';

const MD5 = 'The current security settings in the operating system do not allow the creation of the MD5 key used to encrypt password hashes.';

describeCause(sealed('phs-fips'), {
  confirms: [{ when: 'event 667 says that the key cannot be made', given: (given) => { lastCycle(given, 'Failed'); event(given, 667, MD5); }, remedy: null }],
  rulesOut: [
    { when: 'the loop is well', given: () => {} },
    { when: 'a good cycle has followed', given: (given) => { event(given, 667, MD5, '2026-11-21T07:00:00Z'); } },
  ],
  cannotTell: [{ when: 'the loop fails and the event log was not read', given: (given) => { lastCycle(given, 'Failed'); delete given.server['events']; }, missing: ['syncServers.events'] }],
});
