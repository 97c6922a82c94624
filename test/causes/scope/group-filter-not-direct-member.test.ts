import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

const PILOT = 'CN=Sync Pilot,OU=Staff,DC=corp,DC=contoso,DC=com';
const first = (items: unknown): Record<string, unknown> => (items as Record<string, unknown>[])[0] ?? {};
const pilot = (given: Company, group: Record<string, string[]> = {}, dn = PILOT): void => {
  withoutCloudAccount(given);
  given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.OptionalFeature.GroupFiltering', Value: 'True' }] };
  first(given.server['connectors'])['GlobalParameters'] = [{ Name: 'Connector.GroupFilteringGroupDn', Value: dn }];
  given.entries.push({ dn, attributes: { objectClass: ['top', 'group'], sAMAccountName: ['pilot'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], objectSid: ['S-1-5-21-1111-2222-3333-1777'], ...group } });
};

const only = (given: Company, ...parameters: readonly Record<string, unknown>[]): void => { pilot(given); first(given.server['connectors'])['GlobalParameters'] = [...parameters]; };
const AS_TEXT = { Name: 'Connector.GroupFilteringGroupDn', Value: ` ${PILOT} ` };

describeCause(sealed('group-filter-not-direct-member'), {
  confirms: [
    { when: 'group filtering is on and the group does not list the object', given: pilot, remedy: 'add-to-filter-group', proposes: /"ad\.change-member".*"before":false,"after":true/, says: /not a direct member of CN=Sync Pilot/, shows: ['Microsoft.OptionalFeature.GroupFiltering=True', 'member=CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com is not listed'] },
    { when: 'it is a member of a nested group only', given: (given) => { pilot(given, { member: ['CN=Nested,OU=Staff,DC=corp,DC=contoso,DC=com'] }); given.ad.attributes['memberOf'] = ['CN=Nested,OU=Staff,DC=corp,DC=contoso,DC=com']; } },
    { when: 'the group is merely its primary group', given: (given) => { pilot(given); given.ad.attributes['primaryGroupID'] = ['1777']; }, says: /primary group/ },
    { when: 'the group itself lies outside the selected containers', given: (given) => pilot(given, { member: [given.ad.dn] }, 'CN=Sync Pilot,OU=Leavers,DC=corp,DC=contoso,DC=com'), says: /itself lies outside/, shows: ['Microsoft.OptionalFeature.GroupFiltering=True', 'distinguishedName=CN=Sync Pilot,OU=Leavers,DC=corp,DC=contoso,DC=com'] },
    { when: 'the whole list was read in pieces and it is in none', given: (given) => pilot(given, { 'member;range=0-1499': ['CN=A,DC=x'], 'member;range=1500-*': ['CN=B,DC=x'] }) },
    { when: 'its primary group is another one', given: pilot, says: /not a direct member of CN=Sync Pilot[^.]*\.$/ },
    { when: 'the SID of the group was not read', given: (given) => pilot(given, { objectSid: [] }), says: /not a direct member of CN=Sync Pilot[^.]*\.$/ },
    { when: 'the connector of another forest names a group of its own', given: (given) => { pilot(given); (given.server['connectors'] as unknown[]).unshift({ Name: 'other.example', Type: 'AD', Partitions: [{ DN: 'DC=other,DC=example', Selected: true }], GlobalParameters: [{ Name: 'Connector.GroupFilteringGroupDn', Value: 'CN=Theirs,DC=other,DC=example' }] }); }, says: /of CN=Sync Pilot/ },
    { when: 'the connector does not tell its partitions', given: (given) => { pilot(given); delete first(given.server['connectors'])['Partitions']; }, says: /of CN=Sync Pilot/ },
    { when: 'other parameters hold distinguished names, and that of the filter stands among the switches', given: (given) => only(given, { Name: 'Connector.DefaultContainer', Value: 'OU=Other,DC=corp,DC=contoso,DC=com' }, { Name: 'Connector.GroupFiltering', Value: 'True' }, { Name: 'Connector.GroupFilterMode', Value: null }, AS_TEXT), says: /of CN=Sync Pilot/ },
  ],
  rulesOut: [
    { when: 'group filtering is off', given: () => {} },
    { when: 'it is a direct member, written in other letters', given: (given) => pilot(given, { member: [given.ad.dn.toUpperCase()] }) },
    { when: 'it stands in a piece of a long list', given: (given) => pilot(given, { 'member;range=0-1499': [given.ad.dn] }) },
    { when: 'the settings were not read and it is in Entra', given: (given) => { delete given.server['globalSettings']; } },
    { when: 'it is the filter group itself', given: (given) => { pilot(given); given.bundle['subject'] = 'pilot'; } },
    { when: 'group filtering is off and it is not in Entra for another reason', given: (given) => withoutCloudAccount(given) },
    { when: 'the connectors were not read and it is in Entra', given: (given) => { pilot(given); given.users.push(given.user); delete given.server['connectors']; } },
  ],
  cannotTell: [
    { when: 'the list was read in part', given: (given) => pilot(given, { 'member;range=0-1499': ['CN=A,DC=x'] }), missing: ['directory.entries'] },
    { when: 'the group was not read', given: (given) => { pilot(given); given.entries.pop(); }, missing: ['directory.entries'] },
    { when: 'the connector does not name the group', given: (given) => { pilot(given); first(given.server['connectors'])['GlobalParameters'] = []; }, missing: ['syncServers.connectors'] },
    { when: 'the settings were not read and it is not in Entra', given: (given) => { pilot(given); delete given.server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
    { when: 'the connectors were not read and it is not in Entra', given: (given) => { pilot(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] },
  ],
});
