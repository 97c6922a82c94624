import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { distribution, sales } from './subjects.ts';

const namesake = (given: Company, more: Record<string, unknown> = {}): void => {
  (given.entra['groups'] as object[]).push({ id: '33333333-bbbb-4bbb-8bbb-000000000002', displayName: 'Sales', mailEnabled: true, groupTypes: ['Unified'], mail: 'sales-team@contoso.com', proxyAddresses: ['SMTP:sales-team@contoso.com'], onPremisesSyncEnabled: null, ...more });
};

describeCause(sealed('group-not-matched-to-cloud-group'), {
  confirms: [
    { when: 'the group of AD has no mail', given: (given) => { sales(given); namesake(given); }, layer: 5, remedy: null, says: /Microsoft 365 group "Sales".*stays beside.*without mail is never matched/ },
    { when: 'both have mail but no address in common', given: (given) => { distribution(given); namesake(given, { groupTypes: [] }); }, says: /mail-enabled group.*no address in common/ },
    { when: 'the group of AD is not in Entra yet', given: (given) => { sales(given).leaveCloud(); namesake(given, { groupTypes: [], mailEnabled: false }); }, evidenceClass: 'C', says: /The group "Sales".*will stay beside/ },
  ],
  rulesOut: [
    { when: 'there is no other group', given: (given) => { sales(given); } },
    { when: 'the two share an address', given: (given) => { distribution(given).leaveCloud(); namesake(given, { proxyAddresses: ['SMTP:sales@contoso.com'], mail: 'sales@contoso.com' }); } },
    { when: 'the other one comes from AD too', given: (given) => { sales(given); namesake(given, { onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: 'S-1-5-21-9-9-9-9' }); } },
    { when: 'the other one has another name', given: (given) => { sales(given); namesake(given, { displayName: 'Sales Team' }); } },
  ],
});
