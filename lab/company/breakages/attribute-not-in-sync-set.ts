import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'attribute-not-in-sync-set',
  subject: 'jsmith',
  says: 'John Smith may log on at Contoso in working hours only; in the cloud nothing limits him.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { logonHours: [Buffer.from('000000c0ff01c0ff01c0ff01c0ff01c0ff01000000', 'hex')] });
    healthy();
  },
};
