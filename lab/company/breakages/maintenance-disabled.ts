import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'maintenance-disabled',
  subject: 'jsmith',
  says: 'Somebody switched off the maintenance of the scheduler.',
  break: ({ sync }) => {
    sync.machine.isMaintained = false;
  },
};
