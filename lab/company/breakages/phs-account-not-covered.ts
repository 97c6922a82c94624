import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-account-not-covered',
  subject: 'jsmith',
  says: 'The default rule for accounts was cloned for Finance and disabled; the clone does not carry passwords.',
  break: ({ sync, clock, healthy }) => {
    sync.moveHistoryBack(HOUR);
    sync.configure({
      customRules: [{
        name: 'In from AD - User AccountEnabled (Finance)', precedence: 60, scope: [{ Attribute: 'department', ComparisonOperator: 'EQUAL', ComparisonValue: 'Finance' }],
        sets: { attribute: 'accountEnabled', value: 'True' }, replaces: 'In from AD - User AccountEnabled', changedAt: clock.now(),
      }],
    });
    healthy();
  },
};

const HOUR = 60 * 60 * 1000;
