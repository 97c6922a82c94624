import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'change-not-due-yet',
  subject: 'jsmith',
  says: 'John Smith has just got a new address; the last cycle ran before that and the next one comes by itself.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(A_MOMENT);
    setAttribute(ad, 'jsmith', { proxyAddresses: [...adPerson(ad, 'jsmith').values('proxyAddresses'), 'smtp:j.smith@contoso.com'] });
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:j.smith@contoso.com') === true,
};

/** Long enough for AD's clock of whole seconds, shorter than any interval of the scheduler. */
const A_MOMENT = 2000;
