import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'anchor-attribute-differs-between-servers',
  subject: 'jsmith',
  says: 'A new sync server was installed with employeeID as source anchor; the old one had used mS-DS-ConsistencyGuid.',
  break: ({ sync, healthy }) => {
    sync.reinstall();
    sync.configure({ anchorAttribute: 'employeeID' });
    healthy();
  },
};
