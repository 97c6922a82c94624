import { ANOTHER_CONTROLLER } from '../ad-registry.ts';
import { adPerson, setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-upn-two-ad-objects',
  subject: 'jsmith',
  says: 'Johann Smith has left and his account is switched off; at one domain controller it was given the sign-in name of John Smith before that one had heard who has it.',
  break: ({ ad, healthy }) => {
    hire(ad, { sam: 'johsmith', givenName: 'Johann', surname: 'Smith', ou: 'Staff', department: 'Finance', employeeId: 'E1051' });
    healthy();
    setAttribute(ad, 'johsmith', { userAccountControl: ['514'] });
    ad.actAs(ANOTHER_CONTROLLER, () => setAttribute(ad, 'johsmith', { userPrincipalName: adPerson(ad, 'jsmith').values('userPrincipalName') }));
    healthy();
  },
  worldAfterFix: ({ ad }) => adPerson(ad, 'johsmith').values('userPrincipalName')[0] === 'johsmith@corp.contoso.com',
};
