import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { AdTarget } from '../model/plan.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { NO_CYCLE } from './repair-values.ts';

interface Expired {
  readonly object: AdTarget | null;
  readonly userId: string;
  readonly name: string;
  readonly expired: string;
  readonly server: ExportingServer | null;
}

export const shutOutExpired = defineRemedy<Expired>({
  id: 'shut-out-expired',
  title: 'Disable the expired account and end its sessions',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['user-source-of-authority-cloud', 'filter-custom-rule', ...NO_CYCLE],
  says: ({ object, name, expired }) => `Disable ${object?.dn ?? ''}, which expired at ${expired}, in AD, run a delta cycle, and end the sessions of ${name}. Ask first whether the person has left: the date may be out of date. The account can be enabled again; sessions that were ended do not come back.`,
  steps({ object, userId, name, server }) {
    const steps = object === null ? null : withCycle(server?.name ?? null, `${object.dn} disabled`, { operation: 'ad.set-enabled', params: { object, before: true, after: false }, says: `Disable ${object.dn}` });
    return steps === null ? null : [...steps, { operation: 'entra.revoke-sessions', params: { userId }, says: `End the sessions of ${name}` }];
  },
});
