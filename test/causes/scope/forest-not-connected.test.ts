import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

const FABRIKAM = { Name: 'fabrikam.com', Type: 'AD', Partitions: [{ DN: 'DC=fabrikam,DC=com', Selected: true }] };
const ENTRA = { Name: 'contoso.onmicrosoft.com - AAD', Type: 'Extensible2', Partitions: [] };
const other = (given: Company, connectors: readonly unknown[] = [FABRIKAM, ENTRA]): void => {
  withoutCloudAccount(given);
  given.server['connectors'] = connectors;
};

describeCause(sealed('forest-not-connected'), {
  confirms: [
    { when: 'the server reads another forest only', given: other, remedy: null, says: /corp\.contoso\.com has no connector.*fabrikam\.com/ },
    { when: 'the server has a connector to Entra only', given: (given) => other(given, [ENTRA]), says: /no connector to any forest/ },
    { when: 'a standby server is set so', given: (given) => { other(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'the forest has its connector', given: () => {} },
    { when: 'the connector bears another name but reads the domain of the forest', given: (given) => other(given, [{ Name: 'Corporate', Type: 'AD', Partitions: [{ DN: 'dc=CORP,dc=contoso,dc=com', Selected: true }] }]) },
    { when: 'the connector names the forest in its parameters', given: (given) => other(given, [{ Name: 'Corporate', Type: 'AD', ConnectivityParameters: [{ Name: 'forest-name', Value: 'CORP.contoso.com' }] }]) },
    { when: 'its cloud account is synchronised all the same, so by another service', given: (given) => { given.server['connectors'] = [FABRIKAM]; } },
  ],
  cannotTell: [
    { when: 'no sync server answered', given: (given) => { withoutCloudAccount(given); given.bundle['syncServers'] = []; }, missing: ['syncServers.connectors'] },
  ],
});
