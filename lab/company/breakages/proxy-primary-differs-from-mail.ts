import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-primary-differs-from-mail',
  subject: 'jsmith',
  says: 'The e-mail field of John Smith was changed, and his main address stayed as it was.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { mail: ['jsmith@contoso.com'] });
    healthy();
  },
};
