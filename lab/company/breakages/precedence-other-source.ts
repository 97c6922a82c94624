import type { CustomRule } from '../sync-engine/custom-rules.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'precedence-other-source',
  subject: 'jsmith',
  says: 'A rule of an administrator writes one display name for everybody of the department Finance; it wins over the default rule.',
  break: ({ sync, clock, healthy }) => {
    const rule: CustomRule = {
      name: 'In from AD - User Finance name', precedence: 60, changedAt: clock.now(), sets: { attribute: 'displayName', value: 'Contoso Finance' },
      scope: [{ Attribute: 'department', ComparisonOperator: 'EQUAL', ComparisonValue: 'Finance' }],
    };
    sync.configure({ customRules: [rule] });
    healthy();
  },
};
