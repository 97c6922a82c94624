import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { failedAttempt, refused } from './refused.ts';

const E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const MAIL = [{ servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', servicePlanName: 'EXCHANGE_S_ENTERPRISE' }];

function usedUp(given: Company, consumedUnits = 25): void {
  given.user['assignedLicenses'] = [];
  given.user['licenseAssignmentStates'] = [];
  given.entra['subscribedSkus'] = [{ skuId: E3, skuPartNumber: 'ENTERPRISEPACK', consumedUnits, prepaidUnits: { enabled: 25 }, servicePlans: MAIL }];
}

describeCause(sealed('licence-no-seats'), {
  confirms: [
    { when: 'Entra counted the licences', given: (given) => refused(given, 'CountViolation', { assignedByGroup: 'g-1' }), evidenceClass: 'A', says: /g-1/ },
    { when: 'a seat is free by now, and the group only has to be worked out anew', given: (given) => { refused(given, 'CountViolation', { assignedByGroup: 'g-1' }); given.entra['subscribedSkus'] = [{ skuId: E3, skuPartNumber: 'ENTERPRISEPACK', consumedUnits: 24, prepaidUnits: { enabled: 25 }, servicePlans: MAIL }]; }, evidenceClass: 'A', remedy: 'reprocess-licences', proposes: /"entra\.reprocess-licences"/ },
    { when: 'none is free', given: (given) => { refused(given, 'CountViolation', { assignedByGroup: 'g-1' }); given.entra['subscribedSkus'] = [{ skuId: E3, skuPartNumber: 'ENTERPRISEPACK', consumedUnits: 25, prepaidUnits: { enabled: 25 }, servicePlans: MAIL }]; }, evidenceClass: 'A', remedy: null },
    { when: 'the newest attempt failed for it', given: (given) => failedAttempt(given, 'Subscription with SKU X does not have any available licenses.'), evidenceClass: 'A' },
    { when: 'every licence with Exchange is in use and it has none', given: usedUp, says: /ENTERPRISEPACK/ },
    { when: 'more are in use than were bought', given: (given) => usedUp(given, 26) },
  ],
  rulesOut: [
    { when: 'it has its licence', given: () => {} },
    { when: 'all are in use, but it has one of them', given: (given) => { const { assignedLicenses, licenseAssignmentStates } = given.user; usedUp(given); Object.assign(given.user, { assignedLicenses, licenseAssignmentStates }); } },
    { when: 'one is free', given: (given) => usedUp(given, 24) },
    { when: 'another kind with Exchange is free', given: (given) => { usedUp(given); (given.entra['subscribedSkus'] as unknown[]).push({ skuId: 'e5', skuPartNumber: 'ENTERPRISEPREMIUM', consumedUnits: 1, prepaidUnits: { enabled: 2 }, servicePlans: MAIL }); } },
    { when: 'the account is blocked', given: (given) => { usedUp(given); given.user['accountEnabled'] = false; } },
    { when: 'the assignment was refused for another reason', given: (given) => { usedUp(given); refused(given, 'DependencyViolation'); } },
  ],
  cannotTell: [{ when: 'the licences of the tenant were not read', given: (given) => { usedUp(given); delete given.entra['subscribedSkus']; given.user['assignedLicenses'] = [{ skuId: E3, disabledPlans: [] }]; }, missing: ['entra.subscribedSkus'] }],
});
