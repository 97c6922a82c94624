import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-sip-address',
  subject: 'jsmith',
  says: 'John Smith was given the address for calls that Alice Vance has.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'avance', { 'msRTCSIP-PrimaryUserAddress': ['sip:alice.vance@contoso.com'] });
    healthy();
    setAttribute(ad, 'jsmith', { 'msRTCSIP-PrimaryUserAddress': ['sip:alice.vance@contoso.com'] });
    healthy();
  },
};
