import { setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'linked-mailbox-waiting-for-master',
  subject: 'dkim',
  says: 'Dana Kim has a linked mailbox here, and her account in the other forest is not synced.',
  break: ({ ad, healthy }) => {
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    setAttribute(ad, 'dkim', { msExchRecipientTypeDetails: ['2'], msExchMasterAccountSid: [FOREIGN_SID], userAccountControl: ['514'] });
    healthy();
  },
};

/** SID of an account of another domain. */
const FOREIGN_SID = Buffer.from('010500000000000515000000a065cf7e784b9b5fe77c8770091c0100', 'hex');
