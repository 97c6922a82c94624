import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

const organization = { onPremisesLastSyncDateTime: '2026-11-21T09:02:00Z' };

describeCause(sealed('tenant-dirsync-disabled'), {
  confirms: [
    { when: 'it was switched off', given: ({ entra }) => { entra['organization'] = { ...organization, onPremisesSyncEnabled: false }; }, evidenceClass: 'A', remedy: null, says: /was switched off/ },
    { when: 'it was never switched on', given: ({ entra }) => { entra['organization'] = { onPremisesSyncEnabled: null }; }, evidenceClass: 'A', says: /never switched on/ },
    { when: 'the account itself still bears the mark of a synchronised one', given: ({ entra, user }) => { entra['organization'] = { ...organization, onPremisesSyncEnabled: false }; user['onPremisesSyncEnabled'] = true; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'it is on', given: () => {} },
    { when: 'it is on and only this account is not synchronised', given: ({ user }) => { user['onPremisesSyncEnabled'] = false; } },
  ],
  cannotTell: [{ when: 'the tenant was read without that switch', given: ({ entra }) => { entra['organization'] = organization; }, missing: ['entra.organization'] }],
});
