import { cloudPerson, setAttribute } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';
import { breakage as bothAtWork } from '../duplicate-sip-address.ts';

export const breakage: Breakage = {
  cause: 'duplicate-sip-address',
  subject: 'jsmith',
  says: 'John Smith was given the address for calls of Alice Vance, who has left the company; her account is switched off and still has it.',
  break: (company) => {
    bothAtWork.break(company);
    setAttribute(company.ad, 'avance', { userAccountControl: ['514'] });
    company.healthy();
  },
  worldAfterFix: (company) => JSON.stringify([cloudPerson(company, 'jsmith')?.['imAddresses'], cloudPerson(company, 'avance')?.['imAddresses']]) === '[["alice.vance@contoso.com"],[]]',
};
