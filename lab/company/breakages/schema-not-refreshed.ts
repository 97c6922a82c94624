import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'schema-not-refreshed',
  subject: 'jsmith',
  says: 'The AD schema was extended after Entra Connect was installed, and the server was never told.',
  break: ({ ad, sync, healthy }) => {
    sync.configure({ unknownAttributes: ['extensionAttribute7'] });
    setAttribute(ad, 'jsmith', { extensionAttribute7: ['keep-ten-years'] });
    healthy();
  },
};
