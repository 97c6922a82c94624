import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError } from '../company.ts';

const addresses = (count: number): string[] => Array.from({ length: count }, (_, n) => (n === 0 ? 'SMTP:jsmith@contoso.com' : `smtp:js${n}@contoso.com`));

describeCause(sealed('proxy-too-many'), {
  confirms: [
    { when: 'it has 301 addresses', given: ({ ad }) => { ad.attributes['proxyAddresses'] = addresses(301); }, says: /301 addresses/ },
    { when: 'the engine says that the object is too large', given: (given) => { given.ad.attributes['proxyAddresses'] = addresses(340); exportError(given, { ErrorName: 'LargeObject', LatestOccurrence: '2026-11-21T09:01:50Z' }); } },
  ],
  rulesOut: [
    { when: 'it has 300', given: ({ ad }) => { ad.attributes['proxyAddresses'] = addresses(300); } },
    { when: 'all of them are in Entra', given: ({ ad, user }) => { ad.attributes['proxyAddresses'] = addresses(310); user['proxyAddresses'] = addresses(310); } },
  ],
});
