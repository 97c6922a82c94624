import { adPerson, cloudPerson, setAttribute } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-invalid-characters',
  subject: 'jsmith',
  says: 'An address of John Smith was pasted with a blank behind the prefix.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { proxyAddresses: [...adPerson(ad, 'jsmith').values('proxyAddresses'), 'smtp: j.smith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:j.smith@contoso.com') === true,
};
