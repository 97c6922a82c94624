import type { LesserName } from '../causes/duplicates/duplicate-upn-two-ad-objects.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const giveLesserOwnName = defineRemedy<{ readonly lesser: LesserName | null; readonly server: ExportingServer | null }>({
  id: 'give-lesser-own-name',
  title: 'Give the account that is switched off a sign-in name of its own',
  risk: 'medium',
  undo: 'full',
  notTogetherWith: ['source-account-still-in-scope', 'sid-conflict-rid-reuse', 'staging-mode', 'no-active-server', 'two-active-servers'],
  says: ({ lesser }) => `Change userPrincipalName of ${lesser?.object.dn ?? ''} from ${lesser?.before ?? ''} to ${lesser?.after ?? ''}, because that account is switched off and nobody signs in with it, then run a delta cycle.`,
  steps({ lesser, server }) {
    if (lesser === null) return null;
    const { object, before, after } = lesser;
    return withCycle(server?.name ?? null, `sign-in name ${before} freed`, { operation: 'ad.change-values', params: { object, attribute: 'userPrincipalName', before: [before], after: [after] }, says: `Change userPrincipalName of ${object.dn} to ${after}` });
  },
});
