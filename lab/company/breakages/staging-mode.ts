import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'staging-mode',
  subject: 'jsmith',
  says: 'The sync server was put into staging mode; a new address of John Smith waits in it.',
  break: ({ ad, sync, healthy }) => {
    sync.setStaging(true);
    setAttribute(ad, 'jsmith', { proxyAddresses: [...adPerson(ad, 'jsmith').values('proxyAddresses'), 'smtp:j.smith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:j.smith@contoso.com') === true,
};
