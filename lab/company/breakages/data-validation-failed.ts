import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'data-validation-failed',
  subject: 'jsmith',
  says: 'The usage location of John Smith was entered in AD as a name and not as a code of two letters.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { msExchUsageLocation: ['United Kingdom'] });
    healthy();
  },
};
