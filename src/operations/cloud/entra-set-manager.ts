import { cloudOperation } from './cloud-operation.ts';
import { gone, masteredInAd, seenValue } from './seen-value.ts';

/** Sets or takes away the manager of a cloud-only account. */
export const entraSetManager = cloudOperation<'entra.set-manager', 'user' | 'managerOf'>({
  name: 'entra.set-manager',

  async seen(tenant, { userId, before, after }) {
    const [user, now] = await Promise.all([tenant.user(userId), tenant.managerOf(userId)]);
    if (user === null) return gone(userId);
    const name = user.userPrincipalName ?? userId;
    return seenValue({ what: `the manager of ${name}`, name: 'manager', now, before, after, ignoresCase: true, obstacle: masteredInAd(name, user.onPremisesSyncEnabled, 'its manager') });
  },

  write: (tenant, { userId, after }) => tenant.setManager(userId, after),
});
