import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'pending-full-sync',
  subject: 'rcole',
  says: 'OU=Contractors was ticked a moment ago; no cycle has run since.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(A_MOMENT);
    const scope = sync.scope();
    sync.setScope({ ...scope, include: [...scope.include, `OU=Contractors,${ad.baseDn}`] });
  },
};

const A_MOMENT = 5000;
