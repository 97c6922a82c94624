import type { LesserName } from '../causes/duplicates/duplicate-upn-two-ad-objects.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

/** Not undone: within one forest AD takes no name that another account has, so the former state cannot be written again. */
export const giveLesserOwnName = defineRemedy<{ readonly lesser: LesserName | null; readonly server: ExportingServer | null }>({
  id: 'give-lesser-own-name',
  title: 'Give the account that is switched off a sign-in name of its own',
  risk: 'medium',
  undo: 'none',
  notTogetherWith: ['source-account-still-in-scope', 'sid-conflict-rid-reuse', 'staging-mode', 'no-active-server', 'two-active-servers'],
  says: ({ lesser }) => `Change userPrincipalName of ${lesser?.object.dn ?? ''} from ${lesser?.before ?? ''} to ${lesser?.after ?? ''}, because that account is switched off and nobody signs in with it, then run a delta cycle. AD would not take the former name back while the other account of the forest has it.`,
  steps({ lesser, server }) {
    if (lesser === null) return null;
    const { object, before, after } = lesser;
    return withCycle(server?.name ?? null, `sign-in name ${before} freed`, { operation: 'ad.change-values', params: { object, attribute: 'userPrincipalName', before: [before], after: [after] }, says: `Change userPrincipalName of ${object.dn} to ${after}` });
  },
});
