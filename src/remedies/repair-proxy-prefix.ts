import type { AddressRepair } from '../causes/address-repair.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const repairProxyPrefix = defineRemedy<AddressRepair>({
  id: 'repair-proxy-prefix',
  title: 'Put the missing prefix in front of the address',
  risk: 'low',
  undo: 'full',
  notTogetherWith: ['duplicate-proxy-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user', 'duplicate-held-by-exchange-object'],
  says: ({ dn, remove, add }) => `In proxyAddresses of ${dn} replace ${quoted(remove)} by ${add.length === 0 ? 'nothing, as it is there with a prefix already' : quoted(add)}, then run a delta cycle.`,
  steps({ object, before, remove, add, free, masteredInAd, server, dn }) {
    if (object === null || !free || !masteredInAd || remove.length === 0) return null;
    return withCycle(server, `address of ${dn} repaired`, { operation: 'ad.change-addresses', params: { object, before, remove, add }, says: `Replace ${quoted(remove)} by ${quoted(add)} in proxyAddresses of ${dn}` });
  },
});

const quoted = (values: readonly string[]): string => (values.length === 0 ? 'nothing' : values.map((value) => `"${value}"`).join(', '));
