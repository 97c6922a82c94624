import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

const marked = (given: Company, value = 'User_migration'): void => {
  given.ad.attributes['adminDescription'] = [value];
};
const group = (given: Company, adminDescription: string): void => {
  given.bundle['subject'] = 'sales';
  given.entries.push({ dn: 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'group'], sAMAccountName: ['sales'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], adminDescription: [adminDescription] } });
};
const without = (given: Company): void => {
  const rules = given.server['rules'] as { ScopeFilter: unknown }[];
  for (const rule of rules) rule.ScopeFilter = [];
};

describeCause(sealed('filter-admindescription'), {
  confirms: [
    { when: 'the value has the prefix that the rules of the server name', given: marked, remedy: 'clear-admin-description', proposes: /"attribute":"adminDescription".*"after":\[\]/, says: /In from AD - User Join/ },
    { when: 'the rules were not read, and it is not in Entra', given: (given) => { marked(given); withoutCloudAccount(given); delete given.server['rules']; }, evidenceClass: 'C' },
    { when: 'the server lists no rule at all for its class, and it is not in Entra', given: (given) => { marked(given); withoutCloudAccount(given); given.server['rules'] = []; }, evidenceClass: 'C' },
    { when: 'a group has the prefix of groups', given: (given) => group(given, 'Group_x') },
    { when: 'the letters differ from the rule only in their case', given: (given) => { marked(given, 'user_x'); withoutCloudAccount(given); }, evidenceClass: 'C' },
    { when: 'a standby server has the rule', given: (given) => { marked(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'adminDescription is empty', given: () => {} },
    { when: 'the value has no such prefix', given: (given) => marked(given, 'Migrated in 2020') },
    { when: 'no rule of the server looks at it', given: (given) => { marked(given); without(given); } },
    { when: 'a user has the prefix of groups', given: (given) => marked(given, 'Group_x') },
    { when: 'the rules were not read, and it arrives all the same', given: (given) => { marked(given); delete given.server['rules']; } },
  ],
});
