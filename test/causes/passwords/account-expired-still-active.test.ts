import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';
import { feature, ticks } from './trouble.ts';

const expires = ({ ad }: Company, iso: string): void => {
  ad.attributes['accountExpires'] = [ticks(iso)];
};

describeCause(sealed('account-expired-still-active'), {
  confirms: [{ when: 'it expired and is enabled on both sides, for the date is never synchronised', given: (given) => { expires(given, '2026-10-01T00:00:00Z'); }, remedy: 'shut-out-expired', proposes: /"ad\.set-enabled".*"sync\.start-delta".*"entra\.revoke-sessions"/, says: /expired at 2026-10-01 00:00 UTC/ }],
  rulesOut: [
    { when: 'it never expires', given: () => {} },
    { when: 'it never expires, written as 0', given: ({ ad }) => { ad.attributes['accountExpires'] = ['0']; } },
    { when: 'it expires tomorrow', given: (given) => { expires(given, '2026-11-22T00:00:00Z'); } },
    { when: 'it is disabled in AD', given: (given) => { expires(given, '2026-10-01T00:00:00Z'); given.ad.attributes['userAccountControl'] = ['514']; } },
    { when: 'it is blocked in the cloud', given: (given) => { expires(given, '2026-10-01T00:00:00Z'); given.user['accountEnabled'] = false; } },
    { when: 'only its password is old', given: (given) => { given.ad.attributes['pwdLastSet'] = [ticks('2020-01-01T00:00:00Z')]; feature(given, 'cloudPasswordPolicyForPasswordSyncedUsersEnabled', true); } },
    { when: 'it is not in Entra', given: (given) => { expires(given, '2026-10-01T00:00:00Z'); withoutCloudAccount(given); } },
  ],
  cannotTell: [{ when: 'the state of the cloud account was not read', given: (given) => { expires(given, '2026-10-01T00:00:00Z'); delete given.user['accountEnabled']; }, missing: ['entra.users'] }],
});
