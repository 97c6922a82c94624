import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { entraRun, run } from './on-the-server.ts';

const disabled = ({ entra }: Company): void => {
  const [app] = entra['servicePrincipals'] as Record<string, unknown>[];
  Object.assign(app ?? {}, { accountEnabled: false });
};

describeCause(sealed('first-party-app-disabled'), {
  confirms: [
    { when: 'the application is disabled and the runs fail', given: (given) => { disabled(given); entraRun(given, 'stopped-extension-dll-exception'); }, remedy: null, says: /is disabled in the tenant/ },
    { when: 'the application is missing and the runs fail', given: (given) => { given.entra['servicePrincipals'] = []; entraRun(given, 'stopped-extension-dll-exception', 'Export'); }, says: /is missing in the tenant/ },
  ],
  rulesOut: [
    { when: 'the application is there', given: () => {} },
    { when: 'the application is there and the runs fail for another reason', given: (given) => { entraRun(given, 'stopped-extension-dll-exception'); } },
    { when: 'the runs succeed although the application is disabled', given: disabled },
    { when: 'the application is missing and Connect is older and does not use it', given: (given) => { given.server['version'] = '2.4.131.0'; given.entra['servicePrincipals'] = []; entraRun(given, 'stopped-extension-dll-exception'); } },
    { when: 'a run failed and a newer one succeeded', given: (given) => { disabled(given); run(given, { ConnectorName: 'contoso.onmicrosoft.com - AAD', Result: 'stopped-extension-dll-exception', StartDate: '2026-11-21T08:30:00Z' }); } },
    { when: 'an export was stopped for its deletions', given: (given) => { disabled(given); entraRun(given, 'stopped-deletion-threshold-exceeded', 'Export'); } },
  ],
  cannotTell: [
    { when: 'the applications were not read while runs fail', given: (given) => { delete given.entra['servicePrincipals']; entraRun(given, 'stopped-extension-dll-exception'); }, missing: ['entra.servicePrincipals'] },
    { when: 'the application is missing and the version is not known', given: (given) => { given.entra['servicePrincipals'] = []; entraRun(given, 'stopped-extension-dll-exception'); delete given.server['version']; given.server['globalSettings'] = { Parameters: [] }; }, missing: ['syncServers.version'] },
  ],
});
