import { adPerson, setAttribute } from '../../find-person.ts';
import { hire } from '../../hire.ts';
import type { Breakage } from '../breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-anchor-in-ad',
  subject: 'jsmith',
  says: 'The AD account of John Smith was copied with all its attributes a moment ago; no cycle has seen the copy yet.',
  break: ({ ad }) => {
    const anchor = adPerson(ad, 'jsmith').values('mS-DS-ConsistencyGuid');
    hire(ad, { sam: 'jsmith2', givenName: 'Jonas', surname: 'Smythe', ou: 'Staff', department: 'Finance', employeeId: 'E1050' });
    setAttribute(ad, 'jsmith2', { 'mS-DS-ConsistencyGuid': anchor });
  },
  worldAfterFix: ({ ad, tenant }) => {
    const [own] = adPerson(ad, 'jsmith2').values('mS-DS-ConsistencyGuid');
    return own !== undefined && own.toString('base64') !== adPerson(ad, 'jsmith').values('mS-DS-ConsistencyGuid')[0]?.toString('base64') && [...tenant.users.values()].some((user) => user.onPremisesSamAccountName === 'jsmith2');
  },
};
