import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'attribute-filtered-by-app-filter',
  subject: 'jsmith',
  says: 'The department was taken out of the export; then John Smith changed to another one.',
  break: ({ ad, sync, healthy }) => {
    sync.configure({ withheldAttributes: ['department'] });
    setAttribute(ad, 'jsmith', { department: ['Treasury'] });
    healthy();
  },
};
