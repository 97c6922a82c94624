import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'orphan-holds-identity',
  subject: 'dkim2',
  says: 'Dana Kim left, and while the sync server was being reinstalled her AD account was deleted for good; her namesake gets the same address.',
  break: (company) => {
    const { ad, clock, healthy, sync } = company;
    const old = hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
    const dana = cloudPerson(company, 'dkim');
    if (dana !== undefined) license(dana, clock.now());
    ad.remove(old.dn);
    ad.purge(old.guid);
    sync.reinstall();
    hire(ad, { sam: 'dkim2', givenName: 'Dana', surname: 'Kim', ou: 'Sales', department: 'Sales', employeeId: 'E1060' });
    healthy();
  },
};
