import { adPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-single-user-error',
  subject: 'jsmith',
  says: 'Entra does not take the hash of John Smith, and of nobody else.',
  break: ({ ad, sync }) => {
    sync.machine.passwords.refused.add(adPerson(ad, 'jsmith').guid);
  },
};
