import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';
import { companyFeature, feature, federated, logged } from './trouble.ts';

const asked = ({ ad }: Company): void => {
  ad.attributes['pwdLastSet'] = ['0'];
};

describeCause(sealed('phs-must-change-password'), {
  confirms: [
    { when: 'the mark is set and the tenant does not take temporary passwords', given: asked, remedy: null },
    { when: 'the password log says that it was filtered', given: (given) => { asked(given); logged(given, 'FilteredByTarget'); }, evidenceClass: 'A', says: /held back/ },
    { when: 'only the server tells what the tenant takes', given: (given) => { asked(given); delete given.entra['syncFeatures']; } },
    { when: 'an old entry of the log says that it was filtered and a newer one does not', given: (given) => { asked(given); logged(given, 'FilteredByTarget', '2026-11-20T09:00:00Z'); logged(given, 'Success'); } },
  ],
  rulesOut: [
    { when: 'the mark is not set', given: () => {} },
    { when: 'the tenant takes temporary passwords', given: (given) => { asked(given); feature(given, 'userForcePasswordChangeOnLogonEnabled', true); } },
    { when: 'the server says that the tenant takes them', given: (given) => { asked(given); delete given.entra['syncFeatures']; companyFeature(given, 'ForcePasswordChangeOnLogOn', true); } },
    { when: 'the log says filtered, but the user has changed the password since', given: (given) => { logged(given, 'FilteredByTarget', '2025-10-30T08:00:00Z'); } },
    { when: 'the account is disabled', given: (given) => { asked(given); given.ad.attributes['userAccountControl'] = ['514']; } },
    { when: 'the domain is federated', given: (given) => { asked(given); federated(given); } },
    { when: 'the account is not in Entra', given: (given) => { asked(given); withoutCloudAccount(given); } },
  ],
  cannotTell: [{ when: 'nobody looked whether the tenant takes them', given: (given) => { asked(given); delete given.entra['syncFeatures']; delete given.server['companyFeatures']; }, missing: ['entra.syncFeatures'] }],
});
