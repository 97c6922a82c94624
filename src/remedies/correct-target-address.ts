import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { AdTarget } from '../model/plan.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

interface Misrouted {
  readonly object: AdTarget | null;
  /** All values of targetAddress. */
  readonly target: readonly string[];
  /** The address with the digits, which the object really has. */
  readonly made: string;
  /** The value that leads to the other object; null where mail is not routed over the address. */
  readonly routed: string | null;
  readonly server: ExportingServer | null;
}

export const correctTargetAddress = defineRemedy<Misrouted>({
  id: 'correct-target-address',
  title: 'Point targetAddress at the address that the object has',
  risk: 'medium',
  undo: 'full',
  notTogetherWith: ['targetaddress-invalid', 'staging-mode', 'no-active-server', 'two-active-servers'],
  says: ({ object, routed, made }) => `Change targetAddress of ${object?.dn ?? ''} from ${routed ?? ''} to SMTP:${made}, so that mail for it no longer goes to the other object, then run a delta cycle.`,
  steps({ object, target, made, routed, server }) {
    if (object === null || routed === null || target.length !== 1) return null;
    return withCycle(server?.name ?? null, `targetAddress of ${object.dn} corrected`, { operation: 'ad.change-values', params: { object, attribute: 'targetAddress', before: target, after: [`SMTP:${made}`] }, says: `Set targetAddress of ${object.dn} to SMTP:${made}` });
  },
});
