import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, withoutCloudAccount, type Company } from '../company.ts';

const DOMAIN = 'DC=corp,DC=contoso,DC=com';
const container = (given: Company, dn: string, whenChanged?: string): void => {
  given.entries.push({ dn, attributes: { objectClass: ['top', 'organizationalUnit'], ...(whenChanged === undefined ? {} : { whenChanged: [whenChanged] }) } });
};
const gone = (given: Company, dn: string): void => {
  given.entries.splice(given.entries.findIndex((entry) => entry.dn === dn), 1);
};
const renamed = (given: Company, whenChanged?: string): void => {
  gone(given, `OU=Staff,${DOMAIN}`);
  container(given, `OU=People,${DOMAIN}`, whenChanged);
  moveTo(given, `OU=People,${DOMAIN}`);
};

describeCause(sealed('ou-renamed-or-moved'), {
  confirms: [
    { when: 'the selected OU was renamed lately, though the delta cycles still look fine', given: (given) => renamed(given, '20261120170000.0Z'), remedy: null, says: /OU=Staff.*OU=People.*2026-11-20 17:00/ },
    { when: 'the selected OU was moved below another one, and deletions wait', given: (given) => { gone(given, `OU=Staff,${DOMAIN}`); container(given, `OU=Staff,OU=Sites,${DOMAIN}`, '20261121080000.0Z'); moveTo(given, `OU=Staff,OU=Sites,${DOMAIN}`); given.server['pendingExports'] = [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', Operation: 'Delete' }]; }, says: /One deletion waits/ },
    { when: 'an OU above its own was renamed', given: (given) => { gone(given, `OU=Staff,${DOMAIN}`); container(given, `OU=People,${DOMAIN}`, '20261121080000.0Z'); container(given, `OU=Bern,OU=People,${DOMAIN}`); moveTo(given, `OU=Bern,OU=People,${DOMAIN}`); } },
    { when: 'a standby server is set so', given: (given) => { renamed(given, '20261120170000.0Z'); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'the selected OU exists', given: () => {} },
    { when: 'the object was moved to another OU while the selected one still exists', given: (given) => moveTo(given, `OU=Leavers,${DOMAIN}`) },
    { when: 'its OU was not changed for a long time: another OU was deleted then', given: (given) => renamed(given, '20250101080000.0Z') },
    { when: 'the list already names the new OU', given: (given) => { renamed(given, '20261120170000.0Z'); given.server['connectors'] = [{ Name: 'corp.contoso.com', Type: 'AD', Partitions: [{ DN: DOMAIN, Selected: true, ConnectorPartitionScope: { ContainerInclusionList: [`OU=People,${DOMAIN}`], ContainerExclusionList: [] } }] }]; } },
  ],
  cannotTell: [
    { when: 'the OU of the object was not read', given: (given) => { gone(given, `OU=Staff,${DOMAIN}`); moveTo(given, `OU=People,${DOMAIN}`); withoutCloudAccount(given); }, missing: ['directory.entries'] },
  ],
});
