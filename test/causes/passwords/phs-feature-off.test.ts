import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { companyFeature, event, feature, federated, passwordSync, signOn } from './trouble.ts';

describeCause(sealed('phs-feature-off'), {
  confirms: [
    { when: 'the server says that the tenant has it off', given: (given) => { companyFeature(given, 'PasswordHashSync', false); }, evidenceClass: 'A', remedy: null, shows: ['PasswordHashSync=False'] },
    { when: 'its forest is not configured for it', given: (given) => { for (const each of passwordSync(given).configuration) each['Enabled'] = false; }, evidenceClass: 'A', says: /the forest corp\.contoso\.com/, shows: ['password sync configuration of corp.contoso.com: Enabled=False'] },
    { when: 'Graph says that the tenant has it off', given: (given) => { feature(given, 'passwordSyncEnabled', false); }, evidenceClass: 'A', says: /the tenant/, shows: ['features.passwordSyncEnabled=false'] },
    { when: 'only a standby server says so', given: (given) => { companyFeature(given, 'PasswordHashSync', false); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
    { when: 'only a standby server says so of the forest', given: (given) => { for (const each of passwordSync(given).configuration) each['Enabled'] = false; given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
    { when: 'a standby server says so and Graph too', given: (given) => { companyFeature(given, 'PasswordHashSync', false); feature(given, 'passwordSyncEnabled', false); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'A', shows: ['features.passwordSyncEnabled=false', 'PasswordHashSync=False'] },
    { when: 'there is no cloud account yet', given: (given) => { companyFeature(given, 'PasswordHashSync', false); given.users.splice(0); }, evidenceClass: 'A' },
    { when: 'connectors and forests were not read, and the name of the forest tells', given: (given) => { for (const each of passwordSync(given).configuration) each['Enabled'] = false; delete given.server['connectors']; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'it is on', given: () => {} },
    { when: 'the domain is federated', given: (given) => { companyFeature(given, 'PasswordHashSync', false); federated(given); } },
    { when: 'passwords are checked by pass-through authentication', given: (given) => { companyFeature(given, 'PasswordHashSync', false); signOn(given, 'PassthroughAuthentication'); } },
    { when: 'it was switched on and waits for its full synchronisation', given: (given) => { event(given, 613, 'Password synchronization is paused until full synchronization is done.'); } },
    { when: 'another forest is not configured for it', given: (given) => { passwordSync(given).configuration.push({ SourceConnector: 'other.example', Enabled: false }); } },
    { when: 'it is on by what Graph says, and the server was not asked for the features', given: ({ server }) => { delete server['companyFeatures']; } },
    { when: 'it is on by what the server says, and Graph was not asked', given: ({ entra }) => { delete entra['syncFeatures']; } },
    { when: 'Graph gives no features', given: ({ entra }) => { entra['syncFeatures'] = {}; } },
  ],
  cannotTell: [
    { when: 'nobody looked at the features', given: ({ server, entra }) => { delete server['companyFeatures']; delete entra['syncFeatures']; }, missing: ['syncServers.companyFeatures'] },
    { when: 'it is off and the domains are not known', given: (given) => { companyFeature(given, 'PasswordHashSync', false); delete given.entra['domains']; }, missing: ['entra.domains'] },
    { when: 'the tenant has it on and the configuration of the forest was not read', given: ({ server }) => { delete server['passwordSync']; }, missing: ['syncServers.passwordSync'] },
  ],
});
