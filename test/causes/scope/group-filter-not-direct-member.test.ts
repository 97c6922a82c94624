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

describeCause(sealed('group-filter-not-direct-member'), {
  confirms: [
    { when: 'group filtering is on and the group does not list the object', given: pilot, remedy: null, says: /not a direct member of CN=Sync Pilot/ },
    { when: 'it is a member of a nested group only', given: (given) => { pilot(given, { member: ['CN=Nested,OU=Staff,DC=corp,DC=contoso,DC=com'] }); given.ad.attributes['memberOf'] = ['CN=Nested,OU=Staff,DC=corp,DC=contoso,DC=com']; } },
    { when: 'the group is merely its primary group', given: (given) => { pilot(given); given.ad.attributes['primaryGroupID'] = ['1777']; }, says: /primary group/ },
    { when: 'the group itself lies outside the selected containers', given: (given) => pilot(given, { member: [given.ad.dn] }, 'CN=Sync Pilot,OU=Leavers,DC=corp,DC=contoso,DC=com'), says: /itself lies outside/ },
    { when: 'the whole list was read in pieces and it is in none', given: (given) => pilot(given, { 'member;range=0-1499': ['CN=A,DC=x'], 'member;range=1500-*': ['CN=B,DC=x'] }) },
  ],
  rulesOut: [
    { when: 'group filtering is off', given: () => {} },
    { when: 'it is a direct member, written in other letters', given: (given) => pilot(given, { member: [given.ad.dn.toUpperCase()] }) },
    { when: 'it stands in a piece of a long list', given: (given) => pilot(given, { 'member;range=0-1499': [given.ad.dn] }) },
    { when: 'the settings were not read and it is in Entra', given: (given) => { delete given.server['globalSettings']; } },
    { when: 'it is the filter group itself', given: (given) => { pilot(given); given.bundle['subject'] = 'pilot'; } },
  ],
  cannotTell: [
    { when: 'the list was read in part', given: (given) => pilot(given, { 'member;range=0-1499': ['CN=A,DC=x'] }), missing: ['directory.entries'] },
    { when: 'the group was not read', given: (given) => { pilot(given); given.entries.pop(); }, missing: ['directory.entries'] },
    { when: 'the connector does not name the group', given: (given) => { pilot(given); first(given.server['connectors'])['GlobalParameters'] = []; }, missing: ['syncServers.connectors'] },
    { when: 'the settings were not read and it is not in Entra', given: (given) => { pilot(given); delete given.server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
  ],
});
