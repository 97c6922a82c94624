import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { refused } from './refused.ts';

const both = (given: Company, second: Record<string, unknown>): void => {
  refused(given, 'Other', { assignedByGroup: 'g-1' });
  (given.user['licenseAssignmentStates'] as unknown[]).push({ skuId: 'f30db892-07e9-47e9-837c-80727f46fd3d', state: 'Error', ...second });
};

describeCause(sealed('licence-other-error'), {
  confirms: [
    { when: 'Entra gives no better reason', given: (given) => refused(given, 'Other', { assignedByGroup: 'g-1' }), evidenceClass: 'A', remedy: 'reprocess-licences', says: /look at the other licences/ },
    { when: 'another licence of the same group has the true reason', given: (given) => both(given, { assignedByGroup: 'g-1', error: 'DependencyViolation' }), evidenceClass: 'A', remedy: null, says: /DependencyViolation/ },
    { when: 'the error of another group has nothing to do with it', given: (given) => both(given, { assignedByGroup: 'g-2', error: 'DependencyViolation' }), evidenceClass: 'A', says: /look at the other licences/ },
    { when: 'it is spelled as in the documentation', given: (given) => refused(given, 'Others', { assignedByGroup: 'g-1' }), evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'every assignment is active', given: () => {} },
    { when: 'the error has a reason of its own', given: (given) => refused(given, 'CountViolation', { assignedByGroup: 'g-1' }) },
  ],
});
