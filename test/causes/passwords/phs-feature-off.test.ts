import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { companyFeature, event, feature, federated, passwordSync, signOn } from './trouble.ts';

describeCause(sealed('phs-feature-off'), {
  confirms: [
    { when: 'the server says that the tenant has it off', given: (given) => { companyFeature(given, 'PasswordHashSync', false); }, evidenceClass: 'A', remedy: null, shows: ['PasswordHashSync=False'] },
    { when: 'its forest is not configured for it', given: (given) => { for (const each of passwordSync(given).configuration) each['Enabled'] = false; }, evidenceClass: 'A', says: /the forest corp\.contoso\.com/, shows: ['password sync configuration of corp.contoso.com: Enabled=False'] },
    { when: 'Graph says that the tenant has it off', given: (given) => { feature(given, 'passwordSyncEnabled', false); }, evidenceClass: 'A', says: /the tenant/, shows: ['features.passwordSyncEnabled=false'] },
  ],
  rulesOut: [
    { when: 'it is on', given: () => {} },
    { when: 'the domain is federated', given: (given) => { companyFeature(given, 'PasswordHashSync', false); federated(given); } },
    { when: 'passwords are checked by pass-through authentication', given: (given) => { companyFeature(given, 'PasswordHashSync', false); signOn(given, 'PassthroughAuthentication'); } },
    { when: 'it was switched on and waits for its full synchronisation', given: (given) => { event(given, 613, 'Password synchronization is paused until full synchronization is done.'); } },
    { when: 'another forest is not configured for it', given: (given) => { passwordSync(given).configuration.push({ SourceConnector: 'other.example', Enabled: false }); } },
  ],
  cannotTell: [
    { when: 'nobody looked at the features', given: ({ server, entra }) => { delete server['companyFeatures']; delete entra['syncFeatures']; }, missing: ['syncServers.companyFeatures'] },
    { when: 'it is off and the domains are not known', given: (given) => { companyFeature(given, 'PasswordHashSync', false); delete given.entra['domains']; }, missing: ['entra.domains'] },
  ],
});
