import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { endsWith, incident, logs } from './trouble.ts';

describeCause(sealed('ad-search-rights'), {
  confirms: [
    { when: 'the connection log of the import says that a search was not permitted', given: (given) => { logs(given, incident('failed-permission', '0x32')); }, evidenceClass: 'A', remedy: null, says: /may not search/ },
    { when: 'the search failed, be it by permissions or by the network', given: (given) => { logs(given, incident('failed-search', '0x5')); }, evidenceClass: 'A', says: /permissions, or a network/ },
    { when: 'the run itself says so', given: (given) => { endsWith(given, 'forest', 'failed-search', /import/i); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the import succeeds', given: () => {} },
    { when: 'nobody answered at all', given: (given) => { logs(given, incident('failed-connection', '0x51')); } },
    { when: 'the import of Entra failed', given: (given) => { endsWith(given, 'entra', 'failed-search'); } },
  ],
});
