import type { SessionRelease } from '../causes/duplicates/duplicate-sip-address.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

/** Not undone: once Entra has given the address to the other account, writing it back leads to the same conflict the other way round. */
export const releaseSessionAddress = defineRemedy<{ readonly release: SessionRelease | null; readonly server: ExportingServer | null }>({
  id: 'release-session-address',
  title: 'Take the SIP address off the account that is switched off',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['staging-mode', 'no-active-server', 'two-active-servers'],
  says: ({ release }) => `Empty msRTCSIP-PrimaryUserAddress of ${release?.object.dn ?? ''} (now ${release?.before.join(', ') ?? ''}), because that account is switched off, then run a delta cycle. Entra gives the address to the other account then, which keeps it there even if it is written back.`,
  steps({ release, server }) {
    if (release === null) return null;
    const { object, before } = release;
    return withCycle(server?.name ?? null, `SIP address of ${object.dn} released`, { operation: 'ad.change-values', params: { object, attribute: 'msRTCSIP-PrimaryUserAddress', before, after: [] }, says: `Empty msRTCSIP-PrimaryUserAddress of ${object.dn}` });
  },
});
