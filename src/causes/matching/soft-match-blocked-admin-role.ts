import { currentErrors } from '../../deduce/current-errors.ts';
import { isNewToEntra, isSent, softTargets, twinOf } from '../../deduce/match-targets.ts';
import { rolesOf, ROLE_SOURCES, spokenRoles } from '../../deduce/role-holding.ts';
import { takesTheNameOf } from '../../deduce/twin.ts';
import { cannotTell, ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const STATED = /Existing ?Admin ?Role ?Conflict/i;

export const softMatchBlockedAdminRole = defineCause({
  id: 'soft-match-blocked-admin-role',
  area: 'matching',
  layer: 4,
  title: 'Existing admin role conflict',
  why: 'An account made in the cloud that has a directory role is never taken over by address or sign-in name. Entra makes a second account for the AD account instead and holds the shared name or address back.',
  checkYourself: ['Find the account of the cloud with the same address or sign-in name.', 'Look at its directory roles, also those that come through a role-assignable group or are only eligible.', 'Look for a second account with four digits in its name.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects'],
  byHand: 'Best: keep the administrator in an account of the cloud alone and give the AD account another name and address. Is it really one person and one account: note and remove the roles, remove the second account for good, run a delta cycle, and give the roles back. A service account may need its role all the time: then only renaming helps.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Taking away and giving back administrative roles is left to people.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['entra.deletedUsers', 'entra.syncBehavior', ...ROLE_SOURCES, 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge(_, { subject: { ad }, also }) {
    const error = currentErrors(ad, also).find(({ text }) => STATED.test(text));
    const targets = softTargets(ad, also);
    if (targets.length === 0 && error === undefined) return ruledOut('no account of the cloud without an anchor has its address or sign-in name');
    if (error === undefined && !isSent(ad, also)) return ruledOut('it is not in scope, so nothing is matched');
    const twin = twinOf(ad, also);
    const waiting = targets.filter(({ user }) => (twin === undefined ? isNewToEntra(ad, also) : takesTheNameOf(twin, user)));
    if (waiting.length === 0 && error === undefined) return ruledOut('it has been in the cloud before, and only new objects are matched');
    const found = waiting.map(({ user, by }) => ({ user, by, roles: rolesOf(user.id, also) }));
    const holder = found.find(({ roles }) => roles.held.length > 0);
    if (holder === undefined && error === undefined) {
      const missing = found.flatMap(({ roles }) => roles.missing);
      return missing.length > 0 ? cannotTell(...new Set(missing)) : ruledOut('the account of the cloud has no directory role');
    }
    const evidenceClass: EvidenceClass = error !== undefined ? 'A' : twin === undefined ? 'C' : 'B';
    const roles = spokenRoles(holder?.roles.held ?? []);
    const evidence = [...(error === undefined ? [] : [error.evidence]), ...(holder === undefined ? [] : [inEntra('roles', roles, holder.user.id)]), ...(twin === undefined ? [] : [inEntra('onPremisesProvisioningErrors', (twin.onPremisesProvisioningErrors ?? []).map(({ value }) => value ?? '').join(', '), twin.id)])];
    return { is: 'confirmed', facts: { id: holder?.user.id ?? null, twinId: twin?.id ?? null, name: holder?.user.userPrincipalName ?? holder?.user.id ?? null, roles, twin: twin?.userPrincipalName ?? null }, evidenceClass, evidence, statedAt: error?.statedAt };
  },

  explain: ({ name, roles, twin }) =>
    `${name === null ? 'The account of the cloud that should be taken over has a directory role' : `${name} is meant, but it has the role ${roles}`}; such an account is not matched by address or sign-in name.${twin === null ? '' : ` The AD account made ${twin} instead.`}`,
});
