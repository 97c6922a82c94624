import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mailbox-blocked-by-onprem-guid',
  subject: 'jsmith',
  says: 'A script wrote msExchMailboxGuid into the AD account of John Smith, as if he had a mailbox on-premises.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { msExchMailboxGuid: [Buffer.from('7c1f0a5e4b2d4c3e9a8b6d5f4e3c2b1a', 'hex')] });
    healthy();
  },
};
