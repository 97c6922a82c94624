import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'anchor-changed-same-person',
  subject: 'jsmith',
  says: 'A script wrote another value into mS-DS-ConsistencyGuid of John Smith.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { 'mS-DS-ConsistencyGuid': [Buffer.from('4e9c1c8d2a3f6e4b9c7d2a1b3c4d5e6f', 'hex')] });
    healthy();
  },
};
