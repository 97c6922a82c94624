import type { AddressRepair } from '../causes/address-repair.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const setPrimaryAddress = defineRemedy<AddressRepair>({
  id: 'set-primary-address',
  title: 'Make the address in mail the primary one',
  risk: 'low',
  undo: 'full',
  notTogetherWith: ['proxy-missing-smtp-prefix', 'duplicate-proxy-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user', 'duplicate-held-by-exchange-object'],
  says: ({ dn, remove, add }) => `In proxyAddresses of ${dn} write ${add[0] ?? ''} instead of ${remove[0] ?? ''}, then run a delta cycle.`,
  steps({ object, before, remove, add, free, masteredInAd, server, dn }) {
    if (object === null || !free || !masteredInAd || remove.length !== 1 || add.length !== 1) return null;
    return withCycle(server, `primary address of ${dn} set`, { operation: 'ad.change-addresses', params: { object, before, remove, add }, says: `Write ${add[0] ?? ''} instead of ${remove[0] ?? ''} in proxyAddresses of ${dn}` });
  },
});
