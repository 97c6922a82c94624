import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { secondServer } from './on-the-server.ts';

describeCause(sealed('maintenance-disabled'), {
  confirms: [{ when: 'the maintenance is off', given: ({ scheduler }) => { scheduler['MaintenanceEnabled'] = false; }, evidenceClass: 'D', remedy: null, says: /database is full/ }],
  rulesOut: [
    { when: 'the maintenance is on', given: () => {} },
    { when: 'it is off on the standby server only', given: (given) => { secondServer(given, { StagingModeEnabled: true, MaintenanceEnabled: false }); } },
  ],
});
