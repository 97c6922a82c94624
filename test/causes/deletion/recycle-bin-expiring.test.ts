import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount } from '../company.ts';

describeCause(sealed('recycle-bin-expiring'), {
  confirms: [
    { when: 'four days are left', given: (given) => withoutCloudAccount(given, { deletedDateTime: '2026-10-26T09:10:00Z' }), remedy: 'restore-cloud-account', proposes: /"userName":"jsmith@contoso\.com"/, says: /purged on 2026-11-25 09:10 UTC, in 4 days/ },
    { when: 'hours are left', given: (given) => withoutCloudAccount(given, { deletedDateTime: '2026-10-22T12:10:00Z' }), says: /in 3 hours/ },
    { when: 'only the deleted account is left of it', given: (given) => { withoutCloudAccount(given, { deletedDateTime: '2026-10-26T09:10:00Z' }); given.entries.splice(0, 1); }, remedy: null },
  ],
  rulesOut: [
    { when: 'exactly five days are left', given: (given) => withoutCloudAccount(given, { deletedDateTime: '2026-10-27T09:10:00Z' }) },
    { when: 'the 30 days are over, though older guides speak of 60', given: (given) => withoutCloudAccount(given, { deletedDateTime: '2026-09-25T09:10:00Z' }) },
    { when: 'its account is alive', given: (given) => { given.entra['deletedUsers'] = [{ ...given.user, deletedDateTime: '2026-10-26T09:10:00Z' }]; } },
    { when: 'the bin is empty', given: (given) => withoutCloudAccount(given) },
  ],
  cannotTell: [
    { when: 'the bin was not read', given: (given) => { withoutCloudAccount(given); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] },
    { when: 'the day of the deletion was not read', given: (given) => withoutCloudAccount(given, { deletedDateTime: undefined }), missing: ['entra.deletedUsers'] },
  ],
});
