import { cloudOperation } from './cloud-operation.ts';
import { gone, masteredInAd, seenValue } from './seen-value.ts';

/** Gives a cloud-only account another sign-in name. */
export const entraSetUserName = cloudOperation<'entra.set-user-name', 'user'>({
  name: 'entra.set-user-name',

  async seen(tenant, { userId, before, after }) {
    const user = await tenant.user(userId);
    if (user === null) return gone(userId);
    const now = user.userPrincipalName ?? null;
    const obstacle = masteredInAd(now ?? userId, user.onPremisesSyncEnabled, 'its sign-in name');
    return seenValue({ what: `the sign-in name of ${user.displayName ?? userId}`, name: 'userPrincipalName', now, before, after, ignoresCase: true, obstacle });
  },

  write: (tenant, { userId, after }) => tenant.setProperty(userId, 'userPrincipalName', after),
});
