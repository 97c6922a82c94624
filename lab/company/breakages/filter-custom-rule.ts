import type { CustomRule } from '../sync-engine/custom-rules.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'filter-custom-rule',
  subject: 'lweber',
  says: 'A rule of an administrator keeps everybody of the department Finance from the cloud.',
  break: ({ sync, clock, healthy }) => {
    const rule: CustomRule = {
      name: 'In from AD - User Finance stays here', precedence: 50, changedAt: clock.now(), sets: { attribute: 'cloudFiltered', value: 'True' },
      scope: [{ Attribute: 'department', ComparisonOperator: 'EQUAL', ComparisonValue: 'Finance' }],
    };
    sync.configure({ customRules: [rule] });
    healthy();
  },
};
