import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { federated, signOn } from './trouble.ts';

describeCause(sealed('sign-in-not-phs'), {
  confirms: [
    { when: 'its domain is federated', given: federated, remedy: null, says: /federation service of contoso\.com/ },
    { when: 'passwords are checked by pass-through authentication', given: (given) => { signOn(given, 'PassthroughAuthentication'); }, says: /pass-through/ },
  ],
  rulesOut: [
    { when: 'its domain is managed', given: () => {} },
    { when: 'the wizard notes password hashes', given: (given) => { signOn(given, 'PasswordHashSync'); } },
    { when: 'another domain is federated', given: ({ entra }) => { (entra['domains'] as object[]).push({ id: 'other.example', isVerified: true, authenticationType: 'Federated' }); } },
  ],
  cannotTell: [
    { when: 'the domains were not read', given: ({ entra }) => { delete entra['domains']; }, missing: ['entra.domains'] },
    { when: 'the settings of the server were not read', given: ({ server }) => { delete server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
  ],
});
