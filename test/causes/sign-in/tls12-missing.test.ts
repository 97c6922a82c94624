import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { endsWith } from './trouble.ts';

const STOPPED = 'stopped-extension-dll-exception';
const FRAMEWORK = 'HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319';

describeCause(sealed('tls12-missing'), {
  confirms: [
    { when: 'the cmdlet says that it is disabled', given: (given) => { endsWith(given, 'entra', STOPPED); given.server['tls'] = { settings: [], frameworkRelease: 528449, enabled: false }; }, remedy: null },
    { when: 'the registry forbids it', given: (given) => { endsWith(given, 'entra', STOPPED); given.server['tls'] = { settings: [{ Path: FRAMEWORK, Name: 'SchUseStrongCrypto', Value: '0' }], frameworkRelease: 528449, enabled: false }; }, says: /SchUseStrongCrypto is 0/ },
    { when: 'the framework is older than 4.7.2', given: (given) => { endsWith(given, 'entra', STOPPED); given.server['tls'] = { settings: [], frameworkRelease: 461310, enabled: true }; }, says: /461310/ },
    { when: 'the runs still succeed, which is a mere warning', given: ({ server }) => { server['tls'] = { settings: [], frameworkRelease: 528449, enabled: false }; }, evidenceClass: 'D' },
    { when: 'it is not known whether the runs succeed', given: ({ server, entra }) => { delete server['runHistory']; delete entra['organization']; server['tls'] = { enabled: false }; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'it is enabled', given: () => {} },
    { when: 'it is enabled and the runs fail for something else', given: (given) => { endsWith(given, 'entra', STOPPED); } },
    { when: 'the values are missing, which leaves it to a Windows that allows it', given: (given) => { endsWith(given, 'entra', STOPPED); given.server['tls'] = { settings: [{ Path: FRAMEWORK, Name: 'SchUseStrongCrypto', Value: 'Not Found' }], frameworkRelease: 528449 }; } },
    { when: 'the runs succeed and nobody looked', given: ({ server }) => { delete server['tls']; } },
  ],
  cannotTell: [{ when: 'the runs fail and nobody looked', given: (given) => { endsWith(given, 'entra', STOPPED); delete given.server['tls']; }, missing: ['syncServers.tls'] }],
});
