import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { endsWith, event } from './trouble.ts';

const STOPPED = 'stopped-extension-dll-exception';
const holds = ({ server }: Company, count: number): void => {
  server['statistics'] = [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', TotalConnectors: count }];
};

describeCause(sealed('directory-quota-exceeded'), {
  confirms: [
    { when: 'Entra says with error 016 that it stopped the synchronisation', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 106, 'Error 016: Synchronization has been stopped. The company has exceeded the number of objects.'); }, evidenceClass: 'A', remedy: null },
    { when: 'the tenant has no verified domain and nearly 50,000 objects', given: (given) => { endsWith(given, 'entra', STOPPED); holds(given, 49_000); given.entra['domains'] = [{ id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }]; }, says: /49000 .* 50000/ },
    { when: 'nearly 300,000 objects are kept and the runs fail; those in the recycle bin come on top', given: (given) => { endsWith(given, 'entra', STOPPED); holds(given, 290_000); }, says: /290000 .* 300000/ },
  ],
  rulesOut: [
    { when: 'the runs to Entra succeed', given: () => {} },
    { when: 'there are many objects and the runs succeed, because the limit was raised', given: (given) => { holds(given, 400_000); } },
    { when: 'the runs fail and there is room', given: (given) => { endsWith(given, 'entra', STOPPED); } },
  ],
  cannotTell: [{ when: 'the runs fail and the event log was not read', given: (given) => { endsWith(given, 'entra', STOPPED); delete given.server['events']; }, missing: ['syncServers.events'] }],
});
