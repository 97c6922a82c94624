import { currentErrors } from '../../deduce/current-errors.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { hardTarget, isSent } from '../../deduce/match-targets.ts';
import { maybePrivileged, ownRoleIds, rolesOf, ROLE_SOURCES, spokenRoles } from '../../deduce/role-holding.ts';
import { cannotTell, ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const hardMatchBlockedPrivilegedTarget = defineCause({
  id: 'hard-match-blocked-privileged-target',
  area: 'matching',
  layer: 4,
  title: 'The cloud account holds, or is eligible for, an admin role',
  why: 'Since July 2026 Entra refuses that an AD account takes over a cloud account with a privileged role, so that whoever controls AD cannot make himself an administrator of the cloud. Roles for which the account is only eligible count as well.',
  checkYourself: ['Find the cloud account whose onPremisesImmutableId equals the anchor of the AD account, in the recycle bin too.', 'Look at its active and eligible assignments in Privileged Identity Management.', 'Look at the role-assignable groups in which it is a member.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: ['duplicate-anchor-in-ad'],
  byHand: 'Make sure that another Global Administrator exists, and note role, scope and expiry. Remove the role or the eligibility, run one delta cycle, check the match, and give the role back. A deleted account must be restored first. Better still, keep administrators in accounts of the cloud alone.',
  byHandRisk: { risk: 'high', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['entra.deletedUsers', 'entra.syncBehavior', ...ROLE_SOURCES, 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, also }) {
    const error = currentErrors(ad, also).find(({ text }) => /InvalidHardMatch/i.test(text));
    const target = hardTarget(ad, also, error);
    if (target === undefined) return error !== undefined && also['entra.deletedUsers'].state === 'unknown' ? cannotTell('entra.deletedUsers') : ruledOut('no account of the cloud waits to be taken over by its anchor');
    if (error === undefined && !isSent(ad, also)) return ruledOut('it is not in scope, so nothing is matched');
    const { user, deleted } = target;
    const { held, missing } = rolesOf(user.id, also);
    if (held.length === 0) return missing.length > 0 ? cannotTell(...missing) : ruledOut('the cloud account has no role, neither active nor eligible');
    const predicted: EvidenceClass = maybePrivileged(held, also) ? 'C' : 'D';
    const evidence = [...(error === undefined ? [] : [error.evidence]), inEntra('roles', spokenRoles(held), user.id), inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id)];
    return { is: 'confirmed', facts: { name: user.userPrincipalName ?? user.id, roles: spokenRoles(held), id: user.id, roleIds: ownRoleIds(held), deleted, refused: error !== undefined, server: exportingServer(also['syncServers.scheduler']) }, evidenceClass: error === undefined ? predicted : 'A', evidence, statedAt: error?.statedAt };
  },

  explain: ({ name, roles, deleted, refused }) =>
    `${name}${deleted ? ' (in the cloud recycle bin)' : ''} has the anchor of this AD account but also the role ${roles}. ${refused ? 'Entra refused to hand it over to AD.' : 'Entra will refuse to hand it over to AD.'}`,
});
