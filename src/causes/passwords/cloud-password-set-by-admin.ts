import { firstOf } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { cloudResetsOf } from '../../deduce/cloud-resets.ts';
import { signsInElsewhere } from '../../deduce/sign-on-method.ts';
import { fileTime, spoken } from '../../deduce/times.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

/** A reset that is written back moves pwdLastSet in the same moment; the clocks need not agree to the second. */
const SAME_MOMENT = 5 * 60 * 1000;

export const cloudPasswordSetByAdmin = defineCause({
  id: 'cloud-password-set-by-admin',
  area: 'passwords',
  layer: 6,
  title: 'The cloud password was changed after the last AD change',
  why: 'Somebody set the password in the cloud, and it was not written back to AD. Since then the person has two passwords, and both work until the next change in AD overwrites the one in the cloud.',
  checkYourself: [
    'In the Entra audit log look for "Reset user password" or "Reset password (by admin)" for this user, with its time.',
    'Compare that time with pwdLastSet of the account in AD.',
    'Ask the user whether the old password still works at a computer of the company, and the new one in the cloud.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  fixAfter: [],
  maskedBy: ['password-writeback-fails'],
  byHand: 'Set a new password in AD; it reaches the cloud within minutes. In future change passwords of synchronised accounts in AD, or switch password writeback on.',
  byHandRisk: { risk: 'low', undo: 'none' },
  whyByHand: 'A password is for the user and the help desk; this product sets none.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users', 'entra.directoryAudits'],
  mayUse: ['syncServers.globalSettings', 'entra.domains'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    if (signsInElsewhere(account.userPrincipalName, also)) return ruledOut('its domain does not sign in with a password in Entra');
    const changed = fileTime(firstOf(ad, 'pwdLastSet'));
    if (changed === undefined) return ruledOut('the time of the password in AD is not given');
    const reset = cloudResetsOf(account, also).find(({ succeeded, time }) => succeeded && time.getTime() - changed.getTime() > SAME_MOMENT);
    if (reset === undefined) return ruledOut('the password was not set in the cloud after its last change in AD');
    const evidence = [inEntra(`audit: ${reset.activity}`, `by ${reset.by}`, reset.time.toISOString()), inAd(ad, 'pwdLastSet', `${firstOf(ad, 'pwdLastSet') ?? ''} (${spoken(changed)})`)];
    return { is: 'confirmed', facts: { name: account.userPrincipalName ?? account.id, at: spoken(reset.time), by: reset.by, changed: spoken(changed) }, evidenceClass: 'B', evidence };
  },

  explain: ({ name, at, by, changed }) => `The password of ${name} was set in the cloud at ${at} by ${by}; AD still has the one of ${changed}.`,
});
