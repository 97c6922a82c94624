import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { entraRun, event, noEvents, standby } from './on-the-server.ts';

const WORDS = 'System.Collections.Generic.KeyNotFoundException: The given key was not present in the dictionary.';

const both = (given: Company, time?: string): void => {
  event(given, 'ADSync', 6801, WORDS, time);
  event(given, 'Directory Synchronization', 109, WORDS, time);
};

describeCause(sealed('entra-import-keynotfound'), {
  confirms: [{ when: 'both events name the exception since the last import that worked', given: (given) => { entraRun(given, 'stopped-extension-dll-exception'); both(given); }, remedy: null, says: /KeyNotFoundException/ }],
  rulesOut: [
    { when: 'nothing tells of it', given: () => {} },
    { when: 'only one of the two events is there', given: (given) => { entraRun(given, 'stopped-extension-dll-exception'); event(given, 'ADSync', 6801, WORDS); } },
    { when: 'event 109 is about something else', given: (given) => { event(given, 'ADSync', 6801, WORDS); event(given, 'Directory Synchronization', 109, 'Failure while importing: this version is no longer supported.'); } },
    { when: 'an import has worked since', given: (given) => { both(given, '2026-11-20T09:00:00Z'); } },
    { when: 'the import works and the event log was not read', given: noEvents },
    { when: 'only a standby server tells of it', given: (given) => { both(given); standby(given); } },
  ],
  cannotTell: [{ when: 'the import fails and the event log was not read', given: (given) => { entraRun(given, 'stopped-extension-dll-exception'); noEvents(given); }, missing: ['syncServers.events'] }],
});
