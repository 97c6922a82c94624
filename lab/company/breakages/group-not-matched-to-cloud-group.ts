import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-not-matched-to-cloud-group',
  subject: 'Sales Team',
  says: 'Somebody had made a group "Sales Team" in the cloud, without mail; the group of AD came beside it.',
  break: ({ tenant, healthy }) => {
    tenant.newGroup({ displayName: 'Sales Team' });
    healthy();
  },
};
