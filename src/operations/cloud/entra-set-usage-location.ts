import { cloudOperation } from './cloud-operation.ts';
import { gone, seenValue } from './seen-value.ts';

/** Sets where services are used. Entra ID takes it for synchronised accounts too, unless AD sends one. */
export const entraSetUsageLocation = cloudOperation<'entra.set-usage-location', 'user'>({
  name: 'entra.set-usage-location',

  async seen(tenant, { userId, before, after }) {
    const user = await tenant.user(userId);
    if (user === null) return gone(userId);
    return seenValue({ what: `usageLocation of ${user.userPrincipalName ?? userId}`, name: 'usageLocation', now: user.usageLocation ?? null, before, after, obstacle: null });
  },

  write: (tenant, { userId, after }) => tenant.setProperty(userId, 'usageLocation', after),
});
