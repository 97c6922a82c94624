import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount } from '../company.ts';
import { federated, reset, ticks } from './trouble.ts';

describeCause(sealed('cloud-password-set-by-admin'), {
  confirms: [
    { when: 'an administrator reset it after the last change in AD', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); }, remedy: null, says: /by admin@contoso\.com.*2025-10-31/ },
    { when: 'both passwords work, because AD has not changed since', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); reset(given, '2025-01-20T09:00:00Z'); } },
  ],
  rulesOut: [
    { when: 'nobody reset it', given: () => {} },
    { when: 'AD has a newer password, which has overwritten it', given: (given) => { reset(given, '2025-10-01T09:00:00Z'); } },
    { when: 'it was written back to AD', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); given.ad.attributes['pwdLastSet'] = [ticks('2026-11-20T09:00:03Z')]; } },
    { when: 'the reset failed', given: (given) => { reset(given, '2026-11-20T09:00:00Z', { result: 'failure' }); } },
    { when: 'the password of another user was reset', given: (given) => { reset(given, '2026-11-20T09:00:00Z', { targetResources: [{ id: 'x', userPrincipalName: 'mjones@contoso.com' }] }); } },
    { when: 'the synchronisation itself set it', given: (given) => { reset(given, '2026-11-20T09:00:00Z', { activityDisplayName: 'Change user password', initiatedBy: { user: { userPrincipalName: 'Sync_SYNC01_0d2f4c6b8a10@contoso.onmicrosoft.com' } } }); } },
    { when: 'the domain is federated', given: (given) => { federated(given); reset(given, '2026-11-20T09:00:00Z'); } },
    { when: 'AD does not tell the time of its password', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); delete given.ad.attributes['pwdLastSet']; } },
    { when: 'the account is not in Entra', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); withoutCloudAccount(given); } },
  ],
});
