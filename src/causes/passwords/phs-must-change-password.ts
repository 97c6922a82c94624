import { mustChangePassword } from '../../deduce/account-control.ts';
import { isDisabled } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { newestPasswordLog } from '../../deduce/password-log.ts';
import { isPasswordSyncOn } from '../../deduce/password-loop.ts';
import { knownOf } from '../../deduce/reading.ts';
import { signsInElsewhere } from '../../deduce/sign-on-method.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';

export const phsMustChangePassword = defineCause({
  id: 'phs-must-change-password',
  area: 'passwords',
  layer: 6,
  title: '"User must change password at next logon" is set',
  why: 'A temporary password is not sent to Entra unless the tenant forces the change there too. The help desk has set a new password in AD, and the cloud still knows the old one.',
  checkYourself: [
    'In AD look at pwdLastSet of the account: 0 means that the password must be changed at the next logon.',
    'Look whether userForcePasswordChangeOnLogonEnabled is on in the features of the tenant; then a temporary password is sent.',
    'Run Get-ADSyncCSObjectLog for the object: FilteredByTarget. Compare its time (UTC) with events 656 and 657, which show local time.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  fixAfter: [],
  byHand: 'Let the user change the password on a computer of the company. Or take the mark away (pwdLastSet = -1, which keeps the temporary password for good; setting 0 brings the mark back).',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'The usual way is that the user changes the password; keeping a temporary one is a decision for people.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['entra.syncFeatures', 'syncServers.companyFeatures', 'syncServers.passwordSync', 'syncServers.csObjects', 'syncServers.globalSettings', 'entra.domains'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (!mustChangePassword(ad)) return ruledOut('no change of the password is asked for');
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    if (isDisabled(ad)) return ruledOut('the account is disabled');
    if (signsInElsewhere(account.userPrincipalName, also)) return ruledOut('its domain does not sign in with synchronised passwords');
    if (isPasswordSyncOn(also) === false) return ruledOut('password hash synchronisation is off altogether');
    const feature = knownOf(also['entra.syncFeatures'])?.features?.['userForcePasswordChangeOnLogonEnabled'];
    const company = (knownOf(also['syncServers.companyFeatures']) ?? []).map(({ value }) => value['ForcePasswordChangeOnLogOn']);
    if (feature === true || company.includes(true)) return ruledOut('the tenant takes temporary passwords');
    if (also['entra.syncFeatures'].state === 'unknown' && company.every((each) => each === undefined || each === null)) return cannotTell('entra.syncFeatures');
    const log = newestPasswordLog(ad, also);
    const filtered = log?.status === 'filteredbytarget' && !log.standby;
    const evidence = [
      inAd(ad, 'pwdLastSet', '0'),
      feature === undefined ? onServer(knownOf(also['syncServers.companyFeatures'])?.[0]?.server ?? '', 'ForcePasswordChangeOnLogOn', 'False') : inEntra('features.userForcePasswordChangeOnLogonEnabled', String(feature)),
      ...(filtered ? [onServer(log.server, 'password log', `${log.raw} ${log.timeText ?? ''}`.trim())] : []),
    ];
    return { is: 'confirmed', facts: { dn: ad.dn, filtered }, evidenceClass: filtered ? 'A' : 'B', statedAt: filtered ? log.timeText : undefined, evidence };
  },

  explain: ({ dn, filtered }) => `${dn} must change the password at the next logon, so the temporary password ${filtered ? 'was held back and not sent' : 'is not sent'} to Entra.`,
});
