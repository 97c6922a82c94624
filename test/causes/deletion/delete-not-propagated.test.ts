import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { notImported, type Company } from '../company.ts';

const DN = 'CN={547077636A536F2F626B756366536F625045316562773D3D}';
function vanished(given: Company): void {
  given.entries.splice(0, 1);
  notImported(given);
}
const pending = (given: Company, item: Record<string, unknown>): void => {
  given.entries.splice(0, 1);
  given.server['pendingExports'] = [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', Operation: 'Delete', ...item }];
};

describeCause(sealed('delete-not-propagated'), {
  confirms: [
    { when: 'no AD account has its anchor and the engine does not know it', given: vanished, remedy: 'delete-left-behind', says: /no cycle will remove it/ },
    { when: 'its AD account lies in the AD recycle bin', given: (given) => { given.deleted.push({ ...given.ad, dn: 'CN=John Smith\\0ADEL:1,CN=Deleted Objects,DC=corp,DC=contoso,DC=com' }); vanished(given); }, remedy: null, says: /AD recycle bin/ },
    { when: 'its deletion waits, named by its anchor in the connector space', given: (given) => pending(given, { DistinguishedName: DN }), remedy: null, says: /waits on the sync server/ },
    { when: 'its deletion waits, named by its object id', given: (given) => pending(given, { CloudAnchor: 'User_11111111-aaaa-4aaa-8aaa-000000000001' }) },
  ],
  rulesOut: [
    { when: 'its AD account is alive', given: () => {} },
    { when: 'the limit of deletions holds the export back', given: (given) => { vanished(given); Object.assign((given.server['runHistory'] as object[])[1] ?? {}, { Result: 'stopped-deletion-threshold-exceeded' }); } },
    { when: 'the engine still holds it', given: (given) => { given.entries.splice(0, 1); } },
    { when: 'the account was moved to cloud management', given: (given) => { vanished(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
    { when: 'the account was never synchronised', given: (given) => { vanished(given); given.user['onPremisesSyncEnabled'] = null; } },
  ],
  cannotTell: [
    { when: 'it comes from a forest that was not read', given: (given) => { vanished(given); given.user['onPremisesDomainName'] = 'fabrikam.local'; }, missing: ['directory.entries'] },
    { when: 'a connector reads another forest', given: (given) => { vanished(given); (given.server['connectors'] as unknown[]).push({ Name: 'fabrikam.local', Type: 'AD', Partitions: [] }); }, missing: ['directory.entries'] },
    { when: 'the connector spaces were not read', given: (given) => { vanished(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
  ],
});
