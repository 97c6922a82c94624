import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-dc-unreachable',
  subject: 'jsmith',
  says: 'A firewall rule closed RPC between the sync server and the domain controllers; LDAP still passes.',
  break: ({ sync, clock }) => {
    sync.machine.passwords.obstacle = 'rpc-unreachable';
    sync.machine.passwords.since = new Date(clock.now().getTime() - 5 * HOUR);
  },
};

const HOUR = 60 * 60 * 1000;
