import type { Release } from '../causes/duplicates/duplicate-proxy-two-ad-objects.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const releaseDuplicateAddress = defineRemedy<{ readonly release: Release | null; readonly server: string | null }>({
  id: 'release-duplicate-address',
  title: 'Take the address off the object with the lesser claim',
  risk: 'medium',
  undo: 'full',
  notTogetherWith: [],
  says: ({ release }) => `Remove ${release?.remove.join(', ') ?? ''} from ${release?.object.dn ?? ''}, because ${release?.because ?? ''}, then run a delta cycle. Ask first who receives the mail today.`,
  steps({ release, server }) {
    if (release === null || release.remove.length === 0) return null;
    const { object, before, remove } = release;
    return withCycle(server, `address ${remove.join(', ')} released`, { operation: 'ad.change-addresses', params: { object, before, remove, add: [] }, says: `Remove ${remove.join(', ')} from proxyAddresses of ${object.dn}` });
  },
});
