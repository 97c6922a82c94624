import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { outOfScope } from '../cloud-only.ts';
import { OLD_ANCHOR, OTHER_SID, type Company } from '../company.ts';

const orphan = ({ user }: Company): void => { Object.assign(user, { onPremisesImmutableId: OLD_ANCHOR, onPremisesSecurityIdentifier: OTHER_SID, onPremisesDistinguishedName: 'CN=J,OU=Old,DC=corp,DC=contoso,DC=com' }); };

const pending = (given: Company, Operation: string, CloudAnchor: string | null): void => { orphan(given); given.server['pendingExports'] = [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', Operation, CloudAnchor }]; };

describeCause(sealed('orphan-holds-identity'), {
  confirms: [
    { when: 'a synchronised account whose AD account is nowhere holds its values', given: orphan, remedy: null, says: /OU=Old/, shows: ['onPremisesImmutableId=QF5HMK7n80qvdYsUPIHa9Q==', 'onPremisesSyncEnabled=true', 'userPrincipalName, proxyAddresses=jsmith@contoso.com, john.smith@contoso.com'] },
    { when: 'the employee number says that it was somebody else', given: (given) => { orphan(given); given.user['employeeId'] = 'E1'; given.ad.attributes['employeeID'] = ['E2']; }, remedy: 'remove-orphan', proposes: /entra\.delete-user.*user-purged/ },
    { when: 'the employee number says that it is the same person', given: (given) => { orphan(given); given.user['employeeId'] = 'E1'; given.ad.attributes['employeeID'] = ['E1']; given.entra['roleAssignments'] = []; }, remedy: 'write-consistency-guid', proposes: /"after":"QF5HMK7n80qvdYsUPIHa9Q=="/ },
    { when: 'only an alias is shared', given: (given) => { orphan(given); Object.assign(given.user, { userPrincipalName: 'old@contoso.com', mail: 'old@contoso.com', proxyAddresses: ['SMTP:old@contoso.com', 'smtp:john.smith@contoso.com'] }); } },
    { when: 'its domain has been disconnected', given: (given) => { orphan(given); given.user['onPremisesDomainName'] = 'old.example'; } },
    { when: 'the connector space was not read', given: (given) => { orphan(given); delete given.server['csObjects']; }, evidenceClass: 'C' },
    { when: 'something else than its deletion waits in the export', given: (given) => pending(given, 'Update', `User_${String(given.user['id'])}`) },
    { when: 'the deletion of another account waits in the export', given: (given) => pending(given, 'Delete', 'User_99999999-aaaa-4aaa-8aaa-000000000009') },
    { when: 'a deletion waits that does not tell whose', given: (given) => pending(given, 'Delete', null) },
    { when: 'another account without a shared value stands beside it', given: (given) => { given.users.unshift({ ...given.user, id: '9', userPrincipalName: 'else@contoso.com', mail: null, proxyAddresses: [], onPremisesImmutableId: 'AAAAAAAAAAAAAAAAAAAAAQ==', onPremisesSecurityIdentifier: OTHER_SID }); orphan(given); }, says: /jsmith@contoso\.com/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'a living AD account has the anchor', given: (given) => { orphan(given); given.other.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; } },
    { when: 'a living AD account has its SID: the anchor was changed', given: (given) => { orphan(given); given.user['onPremisesSecurityIdentifier'] = 'S-1-5-21-1111-2222-3333-1104'; } },
    { when: 'the AD account lies in the AD recycle bin', given: (given) => { orphan(given); given.deleted.push({ dn: 'CN=J,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', attributes: { objectGUID: [OLD_ANCHOR] } }); } },
    { when: 'the limit of deletions holds its deletion back', given: (given) => { orphan(given); (given.server['runHistory'] as unknown[]).push({ ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', Result: 'stopped-deletion-threshold-exceeded', StartDate: '2026-11-21T08:30:00Z' }); } },
    { when: 'its deletion waits in the export', given: (given) => { orphan(given); given.server['pendingExports'] = [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', Operation: 'Delete', CloudAnchor: `User_${String(given.user['id'])}` }]; } },
    { when: 'the engine still has it in a connector space', given: (given) => { orphan(given); (given.server['csObjects'] as unknown[]).push({ ObjectId: 'x', ConnectorName: 'corp.contoso.com', ConnectorType: 'AD', DistinguishedName: 'CN=J,OU=Old,DC=corp,DC=contoso,DC=com', AnchorValue: OLD_ANCHOR }); } },
    { when: 'the holder is not synchronised', given: (given) => { orphan(given); given.user['onPremisesSyncEnabled'] = null; } },
    { when: 'the AD account is not in scope', given: (given) => { orphan(given); outOfScope(given); } },
    { when: 'its deletion waits under its anchor', given: (given) => pending(given, 'Delete', OLD_ANCHOR) },
  ],
  cannotTell: [
    { when: 'another connected forest was not read', given: (given) => { orphan(given); (given.server['connectors'] as unknown[]).push({ Name: 'fabrikam.com', Type: 'AD', Partitions: [] }); }, missing: ['directory.entries'] },
    { when: 'the AD recycle bin was not read', given: (given) => { orphan(given); const [forest] = (given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests; delete forest?.['deleted']; }, missing: ['directory.deleted'] },
  ],
});
