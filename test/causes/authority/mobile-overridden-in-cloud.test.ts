import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { features } from '../cloud-only.ts';
import type { Company } from '../company.ts';

const differ = (given: Company, inDirectory = '+44 20 7946 0000', inCloud: string | null = '+44 20 7946 0999'): void => {
  given.ad.attributes['mobile'] = inDirectory === '' ? [] : [inDirectory];
  given.user['mobilePhone'] = inCloud;
};

describeCause(sealed('mobile-overridden-in-cloud'), {
  confirms: [
    { when: 'the numbers differ and the tenant keeps overrides', given: (given) => { differ(given); features(given, { bypassDirSyncOverridesEnabled: false }); }, evidenceClass: 'C', says: /0000.*0999/ },
    { when: 'only the cloud has a number', given: (given) => { differ(given, ''); features(given, { bypassDirSyncOverridesEnabled: false }); }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'neither side has a number', given: () => {} },
    { when: 'they differ in blanks alone', given: (given) => differ(given, '+44 20 7946 0000', '+442079460000') },
    { when: 'the tenant lets AD win', given: (given) => { differ(given); features(given, { bypassDirSyncOverridesEnabled: true }); } },
    { when: 'AD was changed after the last export', given: (given) => { differ(given); given.ad.attributes['whenChanged'] = ['20261121090500.0Z']; } },
    { when: 'the account is not synchronised', given: (given) => { differ(given); given.user['onPremisesSyncEnabled'] = null; } },
  ],
  cannotTell: [
    { when: 'the setting was not read', given: (given) => { differ(given); delete given.entra['syncFeatures']; }, missing: ['entra.syncFeatures'] },
    { when: 'the number in the cloud was not read', given: (given) => { differ(given); delete given.user['mobilePhone']; }, missing: ['entra.users'] },
  ],
});
