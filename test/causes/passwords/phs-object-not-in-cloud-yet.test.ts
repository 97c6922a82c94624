import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount } from '../company.ts';
import { logged, passwordSync } from './trouble.ts';

describeCause(sealed('phs-object-not-in-cloud-yet'), {
  confirms: [
    { when: 'the object has not been exported', given: (given) => { withoutCloudAccount(given); logged(given, 'TargetNotExportedToDirectory'); }, evidenceClass: 'A', remedy: null },
    { when: 'the object is joined to nothing that goes to Entra', given: (given) => { withoutCloudAccount(given); logged(given, 'NoTargetConnection'); }, evidenceClass: 'A' },
    { when: 'the object is not in the connector space', given: (given) => { withoutCloudAccount(given); logged(given, 'SourceConnectorNotPresent'); }, evidenceClass: 'A' },
    { when: 'the standby server says so', given: (given) => { withoutCloudAccount(given); logged(given, 'NoTargetConnection'); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'its password was sent', given: () => {} },
    { when: 'a later entry says that it was sent', given: (given) => { logged(given, 'TargetNotExportedToDirectory', '2025-11-01T08:00:00Z'); } },
    { when: 'the account was made after that', given: (given) => { passwordSync(given).objectLog.splice(0); logged(given, 'TargetNotExportedToDirectory', '2025-01-10T08:30:00Z'); } },
    { when: 'the entry is about another object', given: (given) => { logged(given, 'NoTargetConnection', '2026-11-21T09:00:00Z', { CsObjectId: 'c9', DistinguishedName: given.other.dn }); } },
    { when: 'the account is there and the log was not read', given: ({ server }) => { delete server['passwordSync']; } },
  ],
  cannotTell: [{ when: 'the account is missing and the log of the object was not read', given: (given) => { withoutCloudAccount(given); given.server['passwordSync'] = { configuration: [], partitionState: [] }; }, missing: ['syncServers.passwordSync'] }],
});
