import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError, notImported, type Company } from '../company.ts';

const agent = ({ server }: Company, more: Record<string, unknown>): void => {
  server['healthAgent'] = { version: '4.5.2600.0', status: 'Running', lastUpload: '2026-11-21T09:05:00Z', ...more };
};

describeCause(sealed('stale-health-report'), {
  confirms: [
    { when: 'the agent is older than the minimum', given: (given) => { agent(given, { version: '4.5.2400.0' }); }, evidenceClass: 'D', remedy: null, says: /older than 4\.5\.2466\.0/, shows: ['ExportError=none', 'onPremisesProvisioningErrors=none', 'Health agent version=4.5.2400.0'] },
    { when: 'the agent has not reported for weeks', given: (given) => { agent(given, { lastUpload: '2026-11-02T09:05:00Z' }); }, evidenceClass: 'D', says: /reported last at 2026-11-02/, shows: ['ExportError=none', 'onPremisesProvisioningErrors=none', 'Health agent last upload=2026-11-02T09:05:00.000Z'] },
    { when: 'the agent does not run', given: (given) => { agent(given, { status: 'Stopped' }); }, evidenceClass: 'D', says: /is stopped/, shows: ['ExportError=none', 'onPremisesProvisioningErrors=none', 'Health agent status=Stopped'] },
  ],
  rulesOut: [
    { when: 'the agent is new enough and reports', given: () => {} },
    { when: 'the agent reported an hour ago, before the last cycles', given: (given) => { agent(given, { lastUpload: '2026-11-21T08:10:00Z' }); } },
    { when: 'the agent has exactly the minimum', given: (given) => { agent(given, { version: '4.5.2466.0' }); } },
    { when: 'the engine has the error too', given: (given) => { agent(given, { version: '4.5.2400.0' }); exportError(given, {}); } },
    { when: 'Entra has the error too', given: (given) => { agent(given, { version: '4.5.2400.0' }); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'jsmith@contoso.com' }]; } },
    { when: 'it is not exported at all', given: (given) => { agent(given, { version: '4.5.2400.0' }); notImported(given); } },
  ],
  cannotTell: [{ when: 'Entra was not read', given: (given) => { agent(given, { version: '4.5.2400.0' }); delete given.entra['users']; }, missing: ['entra.users'] }],
});
