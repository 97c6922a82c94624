import { needsSmartcard } from '../../deduce/account-control.ts';
import { firstOf, isDisabled } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { isPasswordSyncOn } from '../../deduce/password-loop.ts';
import { knownOf } from '../../deduce/reading.ts';
import { signsInElsewhere } from '../../deduce/sign-on-method.ts';
import { isOlder } from '../../deduce/version.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history */
const MENDED_IN = '2.4.18.0';

export const smartcardRequiredHash = defineCause({
  id: 'smartcard-required-hash',
  area: 'passwords',
  layer: 6,
  title: 'Smart-card-required account has a stale hash',
  why: 'When "Smart card is required" is ticked, AD gives the account a random password. Before 2.4.18.0 Entra Connect did not send the new hash, so the old password may still open the cloud account.',
  checkYourself: [
    'In AD look at userAccountControl of the account: the bit 0x40000 (262144) is "Smart card is required for interactive logon".',
    'On the sync server look at the version of Entra Connect: older than 2.4.18.0?',
    'In the sign-in log of Entra look whether the user still signs in with a password.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history',
  fixAfter: ['connect-version-unsupported'],
  byHand: 'Upgrade Entra Connect. Until then set the bit anew, which makes a new random password that is sent, or set a long random password in the cloud.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The repair is an upgrade of the sync server.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['syncServers.version', 'syncServers.globalSettings', 'syncServers.companyFeatures', 'syncServers.passwordSync', 'entra.syncFeatures', 'entra.domains'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (!needsSmartcard(ad)) return ruledOut('no smart card is required');
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    if (isDisabled(ad)) return ruledOut('the account is disabled');
    if (signsInElsewhere(account.userPrincipalName, also) || isPasswordSyncOn(also) === false) return ruledOut('password hashes are not what it signs in with');
    const versions = knownOf(also['syncServers.version']);
    if (versions === undefined) return cannotTell('syncServers.version');
    const old = versions.find(({ value }) => isOlder(value, MENDED_IN) === true);
    if (old === undefined) return ruledOut('this version sends the new hash');
    const evidence = [inAd(ad, 'userAccountControl', firstOf(ad, 'userAccountControl') ?? ''), onServer(old.server, 'version', old.value)];
    return { is: 'confirmed', facts: { dn: ad.dn, version: old.value }, evidenceClass: 'C', evidence };
  },

  explain: ({ dn, version }) => `${dn} needs a smart card, and Entra Connect ${version} does not send the random password that AD gave it: the former one may still work in the cloud.`,
});
