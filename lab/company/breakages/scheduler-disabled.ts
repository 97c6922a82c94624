import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'scheduler-disabled',
  subject: 'jsmith',
  says: 'The scheduler was switched off six hours ago; John Smith has got a new address since.',
  break: ({ ad, sync }) => {
    sync.setCycleEnabled(false);
    sync.moveHistoryBack(6 * 60 * 60 * 1000);
    setAttribute(ad, 'jsmith', { proxyAddresses: [...adPerson(ad, 'jsmith').values('proxyAddresses'), 'smtp:j.smith@contoso.com'] });
  },
  worldAfterFix: (company) =>
    company.sync.scheduler().SyncCycleEnabled && cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:j.smith@contoso.com') === true,
};
