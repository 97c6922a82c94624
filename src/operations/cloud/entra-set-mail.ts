import { cloudOperation } from './cloud-operation.ts';
import { gone, masteredInAd, seenValue } from './seen-value.ts';

/** Sets mail of a cloud-only account; Entra ID makes an address of it, which stays when mail is changed again. */
export const entraSetMail = cloudOperation<'entra.set-mail', 'user'>({
  name: 'entra.set-mail',

  async seen(tenant, { userId, before, after }) {
    const user = await tenant.user(userId);
    if (user === null) return gone(userId);
    const name = user.userPrincipalName ?? userId;
    return seenValue({ what: `mail of ${name}`, name: 'mail', now: user.mail ?? null, before, after, ignoresCase: true, obstacle: masteredInAd(name, user.onPremisesSyncEnabled, 'its mail') });
  },

  write: (tenant, { userId, after }) => tenant.setProperty(userId, 'mail', after),
});
