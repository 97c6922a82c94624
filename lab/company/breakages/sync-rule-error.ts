import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'sync-rule-error',
  subject: 'jsmith',
  says: 'A rule of the administrators throws an error for everybody in Finance; a new address of John Smith waits behind it.',
  break: ({ ad, sync, clock }) => {
    sync.moveHistoryBack(HOUR);
    sync.configure({
      customRules: [{
        name: 'In from AD - User Cost Centre', precedence: 60, scope: [{ Attribute: 'department', ComparisonOperator: 'EQUAL', ComparisonValue: 'Finance' }],
        sets: { attribute: 'department', value: 'department' }, throws: 'The department has no cost centre.', changedAt: clock.now(),
      }],
    });
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
