import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';
import { feature, reset, throughPortal, ticks } from './trouble.ts';

const on = (given: Company): void => {
  feature(given, 'passwordWritebackEnabled', true);
};
const selfService = { activityDisplayName: 'Reset password (self-service)', loggedByService: 'Self-service Password Management', result: 'failure', resultReason: 'OnPremisesPolicy' };

describeCause(sealed('password-writeback-fails'), {
  confirms: [
    { when: 'the reset was made in the Microsoft 365 admin center', given: (given) => { on(given); reset(given, '2026-11-20T09:00:00Z'); }, remedy: null, says: /never written back/, shows: ['audit: Reset user password=by admin@contoso.com', 'features.passwordWritebackEnabled=true', 'pwdLastSet=134064000000000000 (2025-10-31 16:00 UTC)'] },
    { when: 'the reset was made in the Entra admin center and did not come to AD', given: (given) => { on(given); reset(given, '2026-11-20T09:00:00Z'); reset(given, '2026-11-20T09:00:01Z', throughPortal); }, says: /the right way/, shows: ['audit: Reset password (by admin)=by admin@contoso.com', 'features.passwordWritebackEnabled=true', 'pwdLastSet=134064000000000000 (2025-10-31 16:00 UTC)'] },
    { when: 'self-service was refused', given: (given) => { on(given); reset(given, '2026-11-20T09:00:00Z', selfService); }, says: /permissions/, shows: ['audit: Reset password (self-service)=by admin@contoso.com: OnPremisesPolicy', 'features.passwordWritebackEnabled=true', 'pwdLastSet=134064000000000000 (2025-10-31 16:00 UTC)'] },
    { when: 'self-service was refused because writeback is off', given: (given) => { reset(given, '2026-11-20T09:00:00Z', selfService); }, says: /switched off/ },
  ],
  rulesOut: [
    { when: 'nobody reset it', given: on },
    { when: 'the reset was written back', given: (given) => { on(given); reset(given, '2026-11-20T09:00:00Z', throughPortal); given.ad.attributes['pwdLastSet'] = [ticks('2026-11-20T09:00:02Z')]; } },
    { when: 'AD has a newer password', given: (given) => { on(given); reset(given, '2025-10-01T09:00:00Z'); } },
    { when: 'writeback is off and an administrator reset it, which nobody expects to be written back', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); } },
    { when: 'the account is not in Entra', given: (given) => { on(given); reset(given, '2026-11-20T09:00:00Z'); withoutCloudAccount(given); } },
    { when: 'AD does not tell the time of its password', given: (given) => { on(given); reset(given, '2026-11-20T09:00:00Z'); delete given.ad.attributes['pwdLastSet']; } },
  ],
  cannotTell: [{ when: 'it is not known whether writeback is on', given: (given) => { reset(given, '2026-11-20T09:00:00Z'); delete given.entra['syncFeatures']; }, missing: ['entra.syncFeatures'] }],
});
