import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const tenantDirsyncDisabled = defineCause({
  id: 'tenant-dirsync-disabled',
  area: 'sign-in',
  layer: 1,
  title: 'Directory synchronisation is switched off in the tenant',
  why: 'Entra takes nothing from a sync server while directory synchronisation is off for the whole tenant. Single accounts may still be marked as synchronised for up to 72 hours; that mark then means nothing.',
  checkYourself: [
    'In the Entra admin center open Entra Connect, Connect Sync: the sync status must be Enabled.',
    'Read GET /organization?$select=onPremisesSyncEnabled: true is on, false is "was on", null is "never".',
    'In the audit log look for "Set DirSyncEnabled flag" and for who did it.',
  ],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/turn-off-directory-synchronization',
  fixAfter: ['tenant-dirsync-pending'],
  byHand: 'Find out who switched it off and whether that was meant. If it was not, run the wizard of Entra Connect again, which switches it on. Never switch it off and on to mend something else: that turns every synchronised account into a cloud account.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'The switch converts every account of the tenant; a program must not press it.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['entra.organization'],
  mayUse: [],

  judge({ 'entra.organization': organization }) {
    const state = organization.onPremisesSyncEnabled;
    if (state === true) return ruledOut('directory synchronisation is on');
    if (state === undefined) return cannotTell('entra.organization');
    return { is: 'confirmed', facts: { was: state === false }, evidenceClass: 'A', evidence: [inEntra('organization: onPremisesSyncEnabled', String(state), organization.id ?? undefined)] };
  },

  explain: ({ was }) => (was ? 'Directory synchronisation was switched off for the whole tenant; nothing of AD arrives.' : 'Directory synchronisation was never switched on in this tenant; nothing of AD arrives.'),
});
