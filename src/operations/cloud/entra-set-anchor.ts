import { cloudOperation } from './cloud-operation.ts';
import { gone, masteredInAd, seenValue } from './seen-value.ts';

/** Sets or clears onPremisesImmutableId of one account that lives in the cloud only. Anchors are compared ordinally: case makes another person. */
export const entraSetAnchor = cloudOperation<'entra.set-anchor', 'user'>({
  name: 'entra.set-anchor',

  async seen(tenant, { userId, before, after }) {
    const user = await tenant.user(userId);
    if (user === null) return gone(userId);
    const name = user.userPrincipalName ?? userId;
    const now = user.onPremisesImmutableId ?? null;
    return seenValue({ what: `onPremisesImmutableId of ${name}`, name: 'onPremisesImmutableId', now, before, after, obstacle: masteredInAd(name, user.onPremisesSyncEnabled, 'its anchor') });
  },

  write: (tenant, { userId, after }) => tenant.setAnchor(userId, after),
});
