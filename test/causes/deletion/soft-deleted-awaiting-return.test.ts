import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { exportError, moveTo, notImported, withoutCloudAccount, type Company } from '../company.ts';
import { features } from '../cloud-only.ts';

/** The AD account was moved back into scope after the last cycle. */
function back(given: Company, bin: Record<string, unknown> = {}): void {
  withoutCloudAccount(given, bin);
  notImported(given);
  given.ad.attributes['whenChanged'] = ['20261121090500.0Z'];
}
const ID = '11111111-aaaa-4aaa-8aaa-000000000001';

describeCause(sealed('soft-deleted-awaiting-return'), {
  confirms: [
    { when: 'the bin holds its anchor, it is in scope, and no export has run since', given: back, remedy: 'start-delta-cycle', says: /until 2026-12-20 09:00 UTC/ },
    { when: 'exports ran, but the engine has not read the AD account yet', given: (given) => { back(given); given.ad.attributes['whenChanged'] = ['20261101100000.0Z']; } },
    { when: 'the run history was not read', given: (given) => { back(given); delete given.server['runHistory']; } },
    { when: 'roles and settings were not read', given: (given) => { back(given); delete given.entra['roleAssignments']; delete given.entra['syncFeatures']; } },
    { when: 'the deleted account is mapped to this very AD account', given: (given) => { back(given); given.entra['objectIdentifiers'] = { [ID]: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f' }; } },
    { when: 'an export has followed and it is not back', given: (given) => withoutCloudAccount(given, {}), evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'its account is alive', given: () => {} },
    { when: 'the tenant forbids hard match', given: (given) => { back(given); features(given, { blockCloudObjectTakeoverThroughHardMatchEnabled: true }); } },
    { when: 'the deleted account holds a role', given: (given) => { back(given); given.entra['roleAssignments'] = [{ id: 'r', principalId: ID, roleDefinitionId: 'role' }]; } },
    { when: 'the deleted account is eligible for a role', given: (given) => { back(given); given.entra['roleEligibilitySchedules'] = [{ id: 'r', principalId: ID, roleDefinitionId: 'role' }]; } },
    { when: 'the deleted account is mapped to another AD account', given: (given) => { back(given); given.entra['objectIdentifiers'] = { [ID]: '30475e40-e7ae-4af3-af75-8b143c81daf5' }; } },
    { when: '30 days are over', given: (given) => back(given, { deletedDateTime: '2026-10-20T09:00:00Z' }) },
    { when: 'it was moved out of scope', given: (given) => { back(given); moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com'); } },
    { when: 'its export is refused', given: (given) => { withoutCloudAccount(given, {}); exportError(given, { ErrorName: 'InvalidHardMatch', LatestOccurrence: '2026-11-21T09:01:50Z' }); } },
    { when: 'the deleted account has another anchor', given: (given) => back(given, { onPremisesImmutableId: 'QF5HMK7n80qvdYsUPIHa9Q==' }) },
  ],
  cannotTell: [
    { when: 'the bin was not read', given: (given) => { back(given); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] },
    { when: 'the scope is not known', given: (given) => { back(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] },
  ],
});
