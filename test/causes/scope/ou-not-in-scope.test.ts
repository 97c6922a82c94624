import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, notImported, withoutCloudAccount, type Company } from '../company.ts';

const LEAVERS = 'OU=Leavers,DC=corp,DC=contoso,DC=com';
const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const out = (given: Company): void => {
  moveTo(given, LEAVERS);
  notImported(given);
  withoutCloudAccount(given);
};
const lists = ({ server }: Company, included: readonly string[], excluded: readonly string[], selected = true): void => {
  server['connectors'] = [{ Name: 'corp.contoso.com', Type: 'AD', Partitions: [{ DN: 'DC=corp,DC=contoso,DC=com', Selected: selected, ConnectorPartitionScope: { ContainerInclusionList: included, ContainerExclusionList: excluded } }] }];
};

const without = ({ entries }: Company, ...dns: readonly string[]): void => void entries.splice(0, entries.length, ...entries.filter(({ dn }) => !dns.includes(dn)));
/** A manager in OU=Staff, with the containers of both places. */
const managed = (given: Company): void => {
  given.ad.attributes['manager'] = [`CN=Ann,${STAFF}`];
  const container = (dn: string, attributes: Record<string, string[]> = {}) => ({ dn, attributes: { objectClass: ['top', 'organizationalUnit'], ...attributes } });
  without(given, LEAVERS, STAFF, 'DC=corp,DC=contoso,DC=com');
  given.entries.push(container(LEAVERS), container(STAFF, { gPLink: ['[LDAP://cn={AAAA},cn=policies,cn=system,DC=corp,DC=contoso,DC=com;0][LDAP://cn={BBBB},cn=policies,cn=system,DC=corp,DC=contoso,DC=com;1]'] }), container('DC=corp,DC=contoso,DC=com'));
};

const cloudSync = (given: Company, containers: readonly string[]): void => { given.entra['synchronizationJobs'] = { sp: [{ id: 'AD2AADProvisioning.1', templateId: 'AD2AADProvisioning', schedule: { state: 'Active' }, schema: { synchronizationRules: [{ sourceDirectoryName: 'Active Directory', containerFilter: { includedContainers: containers } }] } }] }; };

describeCause(sealed('ou-not-in-scope'), {
  confirms: [
    { when: 'the object lies below no selected container', given: out, remedy: null, shows: ['distinguishedName=CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', 'ContainerInclusionList=OU=Staff,DC=corp,DC=contoso,DC=com'] },
    { when: 'the manager stands in a selected container', given: (given) => { out(given); managed(given); }, remedy: 'move-into-scope', proposes: /"ad\.move".*"from":"OU=Leavers,DC=corp,DC=contoso,DC=com","to":"OU=Staff,DC=corp,DC=contoso,DC=com".*Group policies: none linked before, \{AAAA\} after.*"sync\.start-delta"/ },
    { when: 'the container of the manager was not read', given: (given) => { out(given); managed(given); without(given, STAFF); }, remedy: null },
    { when: 'the manager stands outside too', given: (given) => { out(given); managed(given); given.ad.attributes['manager'] = ['CN=Ann,OU=Elsewhere,DC=corp,DC=contoso,DC=com']; }, remedy: null },
    { when: 'a nearer container is excluded below a selected one', given: (given) => { out(given); lists(given, ['dc=CORP,dc=contoso,dc=com'], [LEAVERS.toLowerCase()]); }, says: /excluded/, shows: ['distinguishedName=CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', 'ContainerExclusionList=ou=leavers,dc=corp,dc=contoso,dc=com'] },
    { when: 'a container only ends with the same letters', given: (given) => { out(given); moveTo(given, 'OU=Old Staff,DC=corp,DC=contoso,DC=com'); } },
    { when: 'only a reference of another object stands in the connector space', given: (given) => { out(given); given.server['csObjects'] = [{ ConnectorName: 'corp.contoso.com', ConnectorType: 'AD', DistinguishedName: given.ad.dn, IsPlaceHolder: true }]; } },
    { when: 'a standby server says so', given: (given) => { out(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C' },
    { when: 'Cloud Sync reads another container', given: (given) => { out(given); cloudSync(given, [STAFF]); } },
    { when: 'the jobs of Cloud Sync were not read', given: (given) => { out(given); delete given.entra['synchronizationJobs']; } },
    { when: 'of two servers one does not tell whether it exports', given: (given) => { out(given); given.scheduler['StagingModeEnabled'] = true; const other: Record<string, unknown> = { ...structuredClone(given.server), name: 'SYNC02' }; delete other['scheduler']; given.servers.push(other); }, evidenceClass: 'B' },
    { when: 'it is a group, and a deleted user carries its GUID by chance', given: (given) => { out(given); withoutCloudAccount(given, {}); given.ad.attributes['objectClass'] = ['top', 'group']; } },
  ],
  rulesOut: [
    { when: 'the container is selected', given: () => {} },
    { when: 'the selected container is written in other letters and escapes', given: (given) => { out(given); moveTo(given, 'OU=Sales\\, North,DC=corp,DC=contoso,DC=com'); lists(given, ['ou=sales\\2C north,dc=corp,dc=contoso,dc=com'], []); } },
    { when: 'a selected container lies below an excluded one', given: (given) => { out(given); moveTo(given, `OU=Kept,${LEAVERS}`); lists(given, ['DC=corp,DC=contoso,DC=com', `OU=Kept,${LEAVERS}`], [LEAVERS]); } },
    { when: 'it is still in the connector space: it was in scope at the last import', given: (given) => { out(given); given.server['csObjects'] = [{ ConnectorName: 'corp.contoso.com', ConnectorType: 'AD', DistinguishedName: given.ad.dn }]; } },
    { when: 'it stands in the connector space under its former name', given: (given) => { moveTo(given, LEAVERS); } },
    { when: 'the whole domain is not selected', given: (given) => { out(given); lists(given, [STAFF], [], false); } },
    { when: 'its cloud account lies in the recycle bin: it was moved', given: (given) => { out(given); withoutCloudAccount(given, {}); } },
    { when: 'Cloud Sync provisions it', given: (given) => { out(given); cloudSync(given, [LEAVERS]); } },
  ],
  cannotTell: [
    { when: 'it is in scope on one of two servers, and which of them exports was not read', given: (given) => { out(given); const other: Record<string, unknown> = structuredClone(given.server); for (const each of [given.server, other]) delete each['scheduler']; lists(given, [LEAVERS], []); given.servers.push({ ...other, name: 'SYNC02' }); }, missing: ['syncServers.scheduler'] },
    { when: 'the connector space was not read', given: (given) => { out(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'the lists of the connector are not given', given: (given) => { out(given); given.server['connectors'] = [{ Name: 'corp.contoso.com', Type: 'AD', Partitions: [{ DN: 'DC=corp,DC=contoso,DC=com', Selected: true }] }]; }, missing: ['syncServers.connectors'] },
  ],
});
