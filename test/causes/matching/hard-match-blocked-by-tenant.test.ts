import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, features } from '../cloud-only.ts';
import { exportError, type Company } from '../company.ts';

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const refused = (given: Company, flag: boolean | null = true): Record<string, unknown> => {
  const wanted = cloudOnly(given, { onPremisesImmutableId: ANCHOR });
  exportError(given, { ErrorName: 'InvalidHardMatch' });
  if (flag === null) delete given.entra['syncFeatures'];
  else features(given, { blockCloudObjectTakeoverThroughHardMatchEnabled: flag });
  return wanted;
};

describeCause(sealed('hard-match-blocked-by-tenant'), {
  confirms: [
    { when: 'the export is refused and the tenant forbids hard match', given: (given) => { refused(given); }, evidenceClass: 'A', remedy: 'open-tenant-block', proposes: /people\.do.*"sync-feature".*false.*sync\.start-delta.*Close it again.*"always":true/, says: /the tenant forbids hard match/, shows: ['ExportError=InvalidHardMatch', 'onPremisesImmutableId=TpwcjSo/bkucfSobPE1ebw==', 'syncFeatures: blockCloudObjectTakeoverThroughHardMatchEnabled=true'] },
    { when: 'the account that comes back lies in the recycle bin', given: (given) => { const wanted = refused(given); given.users.pop(); given.entra['deletedUsers'] = [{ ...wanted, deletedDateTime: '2026-11-20T09:00:00Z' }]; }, evidenceClass: 'A', remedy: null, says: /in the cloud recycle bin/ },
    { when: 'whether the tenant forbids it was not read: one of three alternatives', given: (given) => { refused(given, null); }, evidenceClass: 'C', remedy: null, says: /could not be read/, shows: ['ExportError=InvalidHardMatch', 'onPremisesImmutableId=TpwcjSo/bkucfSobPE1ebw=='] },
    { when: 'the tenant forbids it and the account holds a role as well', given: (given) => { const wanted = refused(given); given.entra['roleAssignments'] = [{ principalId: wanted['id'] }]; }, evidenceClass: 'A', certainty: 'certain', statedAt: '2026-11-21T09:01:50Z' },
    { when: 'the features were read without this setting', given: (given) => { refused(given, null); given.entra['syncFeatures'] = {}; }, evidenceClass: 'C', certainty: 'possible' },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the tenant allows hard match: the same code has other causes', given: (given) => { refused(given, false); } },
    { when: 'the setting is unknown and a role explains the refusal', given: (given) => { const wanted = refused(given, null); given.entra['roleAssignments'] = [{ principalId: wanted['id'] }]; } },
    { when: 'the setting is unknown and the mapping to another AD object explains the refusal', given: (given) => { const wanted = refused(given, null); given.entra['objectIdentifiers'] = { [String(wanted['id'])]: '30475e40-e7ae-4af3-af75-8b143c81daf5' }; } },
    { when: 'the error comes from a standby server', given: (given) => { refused(given); given.scheduler['StagingModeEnabled'] = true; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { const wanted = refused(given); given.entra['syncBehavior'] = { [String(wanted['id'])]: { isCloudManaged: true } }; } },
    { when: 'the connector space was not read and no account waits to be taken over', given: (given) => { delete given.server['csObjects']; given.users.splice(0); } },
  ],
  cannotTell: [
    { when: 'the connector space was not read and an account waits to be taken over', given: (given) => { refused(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'the recycle bin was not read and no live account has the anchor', given: (given) => { refused(given); given.users.pop(); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] },
  ],
});
