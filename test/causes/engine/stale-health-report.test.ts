import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError, notImported, type Company } from '../company.ts';

const agent = ({ server }: Company, more: Record<string, unknown>): void => {
  server['healthAgent'] = { version: '4.5.2600.0', status: 'Running', lastUpload: '2026-11-21T09:05:00Z', ...more };
};

const outdated = (given: Company): void => { agent(given, { version: '4.5.2400.0' }); };

describeCause(sealed('stale-health-report'), {
  confirms: [
    { when: 'the agent is older than the minimum', given: (given) => { agent(given, { version: '4.5.2400.0' }); }, evidenceClass: 'D', remedy: null, says: /older than 4\.5\.2466\.0/, shows: ['ExportError=none', 'onPremisesProvisioningErrors=none', 'Health agent version=4.5.2400.0'] },
    { when: 'the agent has not reported for weeks', given: (given) => { agent(given, { lastUpload: '2026-11-02T09:05:00Z' }); }, evidenceClass: 'D', says: /reported last at 2026-11-02/, shows: ['ExportError=none', 'onPremisesProvisioningErrors=none', 'Health agent last upload=2026-11-02T09:05:00.000Z'] },
    { when: 'the agent does not run', given: (given) => { agent(given, { status: 'Stopped' }); }, evidenceClass: 'D', says: /is stopped/, shows: ['ExportError=none', 'onPremisesProvisioningErrors=none', 'Health agent status=Stopped'] },
    { when: 'an error is recorded that no longer holds, and Entra names none', given: (given) => { outdated(given); exportError(given, {}); Object.assign((given.server['csObjects'] as object[])[1] ?? {}, { HasExportError: false }); given.user['onPremisesProvisioningErrors'] = []; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the agent is new enough and reports', given: () => {} },
    { when: 'the agent reported an hour ago, before the last cycles', given: (given) => { agent(given, { lastUpload: '2026-11-21T08:10:00Z' }); } },
    { when: 'the agent has exactly the minimum', given: (given) => { agent(given, { version: '4.5.2466.0' }); } },
    { when: 'the engine has the error too', given: (given) => { agent(given, { version: '4.5.2400.0' }); exportError(given, {}); } },
    { when: 'Entra has the error too', given: (given) => { agent(given, { version: '4.5.2400.0' }); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'jsmith@contoso.com' }]; } },
    { when: 'it is not exported at all', given: (given) => { agent(given, { version: '4.5.2400.0' }); notImported(given); } },
    { when: 'only a standby server was asked', given: (given) => { outdated(given); given.scheduler['StagingModeEnabled'] = true; } },
    { when: 'there is no account in Entra', given: (given) => { outdated(given); given.users.splice(0); } },
    { when: 'the agent did not tell its state', given: (given) => { agent(given, { status: null }); } },
    { when: 'the agent gave an empty word for its state', given: (given) => { agent(given, { status: '' }); } },
    { when: 'the agent reported two hours ago to the second', given: (given) => { agent(given, { lastUpload: '2026-11-21T07:10:00Z' }); } },
  ],
  cannotTell: [
    { when: 'Entra was not read', given: (given) => { agent(given, { version: '4.5.2400.0' }); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'the errors of the account were not read', given: (given) => { outdated(given); delete given.user['onPremisesProvisioningErrors']; }, missing: ['entra.users'] },
    { when: 'it is a group and the groups were not read', given: (given) => { outdated(given); given.ad.attributes['objectClass'] = ['top', 'group']; delete given.entra['groups']; }, missing: ['entra.groups'] },
    { when: 'it is a contact and the contacts were not read', given: (given) => { outdated(given); given.ad.attributes['objectClass'] = ['top', 'person', 'contact']; delete given.entra['contacts']; }, missing: ['entra.contacts'] },
  ],
});
