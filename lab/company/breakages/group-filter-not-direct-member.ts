import { adPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-filter-not-direct-member',
  subject: 'jsmith',
  says: 'The pilot filter was switched on for the group of the sales team, to which the admins were added; John Smith is not in it.',
  break: ({ ad, sync, healthy }) => {
    const pilot = `CN=Sales Team,OU=Groups,${ad.baseDn}`;
    ad.modify(pilot, [{ operation: 'add', attribute: 'member', values: ['aruiz', 'bosei', 'cmartin'].map((sam) => adPerson(ad, sam).dn) }]);
    sync.configure({ filterGroup: pilot });
    healthy();
  },
};
