import { firstOf } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { cloudResetsOf, type CloudReset } from '../../deduce/cloud-resets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { fileTime, spoken } from '../../deduce/times.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

/** A reset that is written back moves pwdLastSet in the same moment; the clocks need not agree to the second. */
const SAME_MOMENT = 5 * 60 * 1000;

export const passwordWritebackFails = defineCause({
  id: 'password-writeback-fails',
  area: 'passwords',
  layer: 6,
  title: 'A reset in the cloud does not reach AD',
  why: 'Password writeback carries a reset to AD only when it is switched on and only on certain ways: self-service reset and the Entra admin center write back, the Microsoft 365 admin center, PowerShell and Graph do not. On the right way it can still fail for want of permissions in AD.',
  checkYourself: [
    'Look whether password writeback is switched on (features.passwordWritebackEnabled; Entra admin center, Password reset, On-premises integration).',
    'In the audit log look which service logged the reset: "Self-service Password Management" writes back, "Core Directory" alone does not.',
    'In AD look whether the connector account may reset passwords and write lockoutTime and pwdLastSet on this user.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback',
  fixAfter: [],
  byHand: 'Reset the password once more in the Entra admin center or by self-service, or in AD itself. If that does not arrive either, give the connector account its permissions with Set-ADSyncPasswordWritebackPermissions; if writeback is off, switch it on in the wizard.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'Passwords and permissions over passwords are for the help desk and the domain administrators.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users', 'entra.directoryAudits'],
  mayUse: ['entra.syncFeatures', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    const changed = fileTime(firstOf(ad, 'pwdLastSet'));
    if (changed === undefined) return ruledOut('the time of the password in AD is not given');
    const [reset] = cloudResetsOf(account, also);
    if (reset === undefined || reset.time.getTime() - changed.getTime() <= SAME_MOMENT) return ruledOut('no reset in the cloud is newer than the password in AD');
    const on = knownOf(also['entra.syncFeatures'])?.features?.['passwordWritebackEnabled'];
    const why = reasonOf(reset, on);
    if (why === 'unknown') return cannotTell('entra.syncFeatures');
    if (why === 'not-expected') return ruledOut('writeback is off, and nobody expected it');
    const evidence = [
      inEntra(`audit: ${reset.activity}`, `by ${reset.by}${reset.reason === '' ? '' : `: ${reset.reason}`}`, reset.time.toISOString()),
      ...(on === undefined ? [] : [inEntra('features.passwordWritebackEnabled', String(on))]),
      inAd(ad, 'pwdLastSet', `${firstOf(ad, 'pwdLastSet') ?? ''} (${spoken(changed)})`),
    ];
    return { is: 'confirmed', facts: { name: account.userPrincipalName ?? account.id, at: spoken(reset.time), why }, evidenceClass: 'B', evidence };
  },

  explain: ({ name, at, why }) => `The reset of ${name} in the cloud at ${at} did not reach AD: ${WHY[why]}.`,
});

const WHY = {
  'wrong-way': 'it was made in a way that is never written back (Microsoft 365 admin center, PowerShell or Graph)',
  refused: 'it went the right way, but was not written to AD; look at permissions and at the password policy',
  off: 'password writeback is switched off',
} as const;

/** A reset that self-service refused or that never came to AD; one by an administrator while writeback is off was not meant to. */
function reasonOf({ route, succeeded, selfService }: CloudReset, on: boolean | null | undefined): keyof typeof WHY | 'unknown' | 'not-expected' {
  if (on === undefined || on === null) return 'unknown';
  if (on) return route === 'does-not-write-back' && succeeded ? 'wrong-way' : 'refused';
  return selfService && !succeeded ? 'off' : 'not-expected';
}
