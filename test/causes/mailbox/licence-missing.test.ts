import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const sku = (skuId: string, consumedUnits: number): object => ({ skuId, consumedUnits, prepaidUnits: { enabled: 25 }, servicePlans: [{ servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', servicePlanName: 'EXCHANGE_S_ENTERPRISE' }] });
function bare(given: Company, skus: readonly object[]): void {
  Object.assign(given.user, { assignedLicenses: [], licenseAssignmentStates: [] });
  given.entra['subscribedSkus'] = skus;
}

describeCause(sealed('licence-missing'), {
  confirms: [
    { when: 'no licence is assigned', given: ({ user }) => { user['assignedLicenses'] = []; user['licenseAssignmentStates'] = []; } },
    { when: 'one licence with a mailbox has a free seat', given: (given) => bare(given, [sku(E3, 24)]), remedy: 'assign-only-licence', proposes: /"entra\.change-licence".*"skuName":"6fd2c87f-b296-42f0-b197-1e91e994b900","before":null,"after":\[\]/ },
    { when: 'two licences have free seats, and then a human chooses', given: (given) => bare(given, [sku(E3, 24), sku('other', 1)]), remedy: null },
    { when: 'the location is missing, which comes first', given: (given) => { bare(given, [sku(E3, 24)]); given.user['usageLocation'] = null; }, remedy: null },
    { when: 'the Exchange plan of its licence is switched off', given: ({ user }) => { user['assignedLicenses'] = [{ skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', disabledPlans: ['EFB87545-963C-4E0D-99DF-69C6916D9EB0'] }]; }, says: /ENTERPRISEPACK/ },
  ],
  rulesOut: [
    { when: 'an Exchange plan is enabled', given: () => {} },
    { when: 'a licence through a group is on its way', given: ({ user }) => { user['assignedLicenses'] = []; user['licenseAssignmentStates'] = [{ state: 'PendingProvisioning', assignedByGroup: 'g' }]; } },
    { when: 'the assignment was refused, which is another cause', given: ({ user }) => { user['assignedLicenses'] = []; user['licenseAssignmentStates'] = [{ state: 'Error', error: 'CountViolation', assignedByGroup: 'g' }]; } },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
    { when: 'the account was never synchronised', given: ({ bundle, users }) => { bundle['subject'] = 'svc'; users.push({ id: '4', userPrincipalName: 'svc@contoso.com', assignedLicenses: [] }); } },
  ],
  cannotTell: [
    { when: 'the plans of its licence are not known', given: ({ entra }) => { delete entra['subscribedSkus']; }, missing: ['entra.subscribedSkus'] },
    { when: 'its licences were not read', given: ({ user }) => { delete user['assignedLicenses']; }, missing: ['entra.users'] },
  ],
});
