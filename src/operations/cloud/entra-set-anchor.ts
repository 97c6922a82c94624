import { cloudOperation } from './cloud-operation.ts';
import { gone, masteredInAd, seenValue } from './seen-value.ts';

/**
 * Sets or clears onPremisesImmutableId of one account that lives in the cloud only. Anchors are compared ordinally: case makes another person. An account with a
 * directory role gets none: whoever owns the AD account would own the role, and Entra ID refuses the match (hard-match hardening of July 2026).
 */
export const entraSetAnchor = cloudOperation<'entra.set-anchor', 'user' | 'rolesHeld'>({
  name: 'entra.set-anchor',

  async seen(tenant, { userId, before, after }, since) {
    const user = await tenant.user(userId);
    if (user === null) return gone(userId);
    const name = user.userPrincipalName ?? userId;
    const now = user.onPremisesImmutableId ?? null;
    const seen = seenValue({ what: `onPremisesImmutableId of ${name}`, name: 'onPremisesImmutableId', now, before, after, obstacle: masteredInAd(name, user.onPremisesSyncEnabled, 'its anchor') });
    const roles = seen.stands === 'before' && since === null && after !== null ? await tenant.rolesHeld(userId) : [];
    return roles.length === 0 ? seen : { ...seen, stands: 'other', says: `${name} holds ${roles.join(', ')}, and an account with a directory role is not bound to an AD account by a plan` };
  },

  write: (tenant, { userId, after }) => tenant.setAnchor(userId, after),
});
