import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'exchange-attributes-need-mailnickname',
  subject: 'jsmith',
  says: 'The alias of John Smith was emptied; the attribute that a mail rule needs was set afterwards.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { mailNickname: [], extensionAttribute1: ['keep-ten-years'] });
    healthy();
  },
};
