import { firstOf, isDisabled } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { fileTime, spoken } from '../../deduce/times.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const accountExpiredStillActive = defineCause({
  id: 'account-expired-still-active',
  area: 'passwords',
  layer: 6,
  title: 'Expired AD account still signs in to the cloud',
  why: 'The date of expiry (accountExpires) is never synchronised; that is by design. AD refuses the account after that day, Entra goes on letting it in until the account itself is disabled. Expired passwords are another matter: they too go on in Entra, unless cloudPasswordPolicyForPasswordSyncedUsersEnabled is on.',
  checkYourself: [
    'In AD open the account, tab Account: "Account expires" lies in the past.',
    'Look that the account itself is not disabled (userAccountControl without the bit 2).',
    'In Entra look whether the user is enabled and has signed in after that day.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  fixAfter: [],
  byHand: 'Disable the account in AD (bit 2 of userAccountControl; note the value before), run a delta cycle, and revoke the sessions of the user in Entra.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['syncServers.globalSettings', 'syncServers.scheduler'],

  judge(_, { subject, now, also }) {
    const { ad } = subject;
    const raw = firstOf(ad, 'accountExpires');
    const expired = fileTime(raw?.trim());
    if (raw === undefined || expired === undefined) return ruledOut('the account never expires');
    if (expired > now) return ruledOut('the account has not expired yet');
    if (isDisabled(ad)) return ruledOut('the account is disabled in AD');
    const account = accountOf(subject, also);
    if (account === undefined) return notApplicable('there is no cloud account');
    if (account.accountEnabled === undefined || account.accountEnabled === null) return cannotTell('entra.users');
    if (!account.accountEnabled) return ruledOut('the cloud account is blocked');
    const evidence = [inAd(ad, 'accountExpires', `${raw} (${spoken(expired)})`), inAd(ad, 'userAccountControl', firstOf(ad, 'userAccountControl') ?? ''), inEntra('accountEnabled', 'true', account.id)];
    return { is: 'confirmed', facts: { object: adTarget(ad), userId: account.id, server: exportingServer(also['syncServers.scheduler']), dn: ad.dn, name: account.userPrincipalName ?? account.id, expired: spoken(expired) }, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, name, expired }) => `${dn} expired at ${expired}, but is not disabled; the date is not synchronised, so ${name} can still sign in to the cloud.`,
});
