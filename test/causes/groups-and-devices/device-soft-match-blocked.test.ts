import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { pc01, refuse } from './subjects.ts';

const block = ({ entra }: Company, value: boolean | null): void => {
  Object.assign((entra['syncFeatures'] as { features: object }).features, { blockSoftMatchEnabled: value });
};
const refused = (given: Company, error = 'InvalidSoftMatch') => {
  const device = pc01(given);
  Object.assign(device.cloud, { deviceId: '77777777-1111-4111-8111-000000000001', trustType: 'Workplace', onPremisesSyncEnabled: null });
  refuse(device, { ErrorName: error });
  return device;
};

describeCause(sealed('device-soft-match-blocked'), {
  confirms: [{ when: 'the export is refused and the tenant forbids soft match', given: (given) => { refused(given); block(given, true); }, evidenceClass: 'A', layer: 4, remedy: null, says: /take over the device 55555555/ }],
  rulesOut: [
    { when: 'the computer is healthy', given: (given) => { pc01(given); block(given, true); } },
    { when: 'the tenant allows soft match', given: (given) => { refused(given); } },
    { when: 'the export is refused for another reason', given: (given) => { refused(given, 'AttributeValueMustBeUnique'); block(given, true); } },
    { when: 'a clean export has followed', given: (given) => { const { exported } = refused(given); Object.assign(exported['ExportError'] as object, { LatestOccurrence: '2026-11-20T09:00:00Z' }); block(given, true); } },
    { when: 'the server is a standby one', given: (given) => { refused(given); block(given, true); given.scheduler['StagingModeEnabled'] = true; } },
    { when: 'the device is in Entra and the engine was not read', given: (given) => { pc01(given); given.bundle['unread'] = [{ what: 'syncServers.csObjects', why: 'access-denied' }]; } },
  ],
  cannotTell: [
    { when: 'the setting was not read', given: (given) => { refused(given); given.bundle['unread'] = [{ what: 'entra.syncFeatures', why: 'access-denied' }]; }, missing: ['entra.syncFeatures'] },
    { when: 'the engine was not read and the device is not in Entra', given: (given) => { refused(given); given.bundle['unread'] = [{ what: 'syncServers.csObjects', why: 'access-denied' }]; }, missing: ['syncServers.csObjects'] },
  ],
});
