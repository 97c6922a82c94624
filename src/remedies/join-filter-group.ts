import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { AdTarget } from '../model/plan.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { NO_CYCLE } from './repair-values.ts';

export const joinFilterGroup = defineRemedy<{ readonly pair: { readonly group: AdTarget; readonly member: AdTarget } | null; readonly server: ExportingServer | null }>({
  id: 'add-to-filter-group',
  title: 'Add it to the filter group',
  risk: 'medium',
  undo: '30-days',
  notTogetherWith: ['ou-not-in-scope', 'moved-out-of-scope', 'domain-not-selected', 'pending-full-sync', ...NO_CYCLE],
  says: ({ pair }) => `Make ${pair?.member.dn ?? ''} a direct member of ${pair?.group.dn ?? ''} and run a delta cycle. Ask first whether it takes part in the pilot, and whether the group grants other rights too. Taking it back puts its cloud account into the recycle bin.`,
  steps({ pair, server }) {
    return pair === null ? null : withCycle(server?.name ?? null, `${pair.member.dn} added to the filter group`, { operation: 'ad.change-member', params: { ...pair, before: false, after: true }, says: `Add ${pair.member.dn} to ${pair.group.dn}` });
  },
});
