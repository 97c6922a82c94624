import { firstOf, isDisabled, valuesOf } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { newestPasswordLog } from '../../deduce/password-log.ts';
import { coverOf } from '../../deduce/password-rules.ts';
import { isPasswordSyncOn } from '../../deduce/password-loop.ts';
import { knownOf } from '../../deduce/reading.ts';
import { signsInElsewhere } from '../../deduce/sign-on-method.ts';
import { connectorsFor, lastImport } from '../../deduce/sync-clock.ts';
import { fileTime, generalizedTime, isoTime } from '../../deduce/times.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';

export const phsAccountNotCovered = defineCause({
  id: 'phs-account-not-covered',
  area: 'passwords',
  layer: 6,
  title: 'No rule with password sync covers this account',
  why: 'Passwords travel only for accounts that a rule with "Enable Password Sync" has joined. The standard rule for that takes enabled users; a disabled account, an object of class inetOrgPerson, or one joined by a rule that somebody made without that mark is left out.',
  checkYourself: [
    'In Synchronization Service open the object in the connector space of its forest, tab Lineage: does a rule with Password Sync = True stand there?',
    'In the Synchronization Rules Editor look at the rule that joins the object: Enable Password Sync.',
    'Look whether the account is disabled in AD, or was enabled after the last import: then it needs one cycle first.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
  fixAfter: [],
  maskedBy: ['phs-feature-off'],
  byHand: 'Enable the account in AD and wait for a cycle; or switch "Enable Password Sync" on in the rule that joins the object (export the rule before), then run a full synchronisation.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'A rule concerns many accounts, and whether a disabled one is to be enabled is a decision for people.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['syncServers.rules', 'syncServers.csObjects', 'syncServers.connectors', 'syncServers.runHistory', 'syncServers.passwordSync', 'syncServers.companyFeatures', 'syncServers.globalSettings', 'entra.syncFeatures', 'entra.domains', 'directory.forests'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    if (signsInElsewhere(account.userPrincipalName, also) || isPasswordSyncOn(also) === false) return ruledOut('password hashes are not what it signs in with');
    const log = newestPasswordLog(ad, also);
    const changed = fileTime(firstOf(ad, 'pwdLastSet'));
    const taken = log?.status === 'success' ? log.time : isoTime(account.lastPasswordChangeDateTime);
    if (isDisabled(ad)) {
      if (account.accountEnabled !== true && !(changed !== undefined && taken !== undefined && changed > taken)) return ruledOut('it is disabled on both sides, and no password waits');
      const evidence = [inAd(ad, 'userAccountControl', firstOf(ad, 'userAccountControl') ?? ''), ...(account.lastPasswordChangeDateTime === undefined ? [] : [inEntra('lastPasswordChangeDateTime', account.lastPasswordChangeDateTime ?? 'never', account.id)])];
      return { is: 'confirmed', facts: { dn: ad.dn, why: 'it is disabled in AD' }, evidenceClass: 'B', evidence };
    }
    if (isNotDueYet(ad, also)) return ruledOut('it was changed after the last import; the next cycle gives it its rules');
    const cover = coverOf(ad, also);
    if (cover.is === 'covered') return ruledOut('a rule with password sync covers it');
    const sent = changed !== undefined && taken !== undefined && taken >= changed;
    if (sent && (cover.is === 'unknown' || cover.custom === undefined)) return ruledOut('its present password was sent');
    if (cover.is === 'unknown') return cannotTell('syncServers.rules');
    const isPerson = valuesOf(ad, 'objectClass').some((name) => /^inetorgperson$/i.test(name));
    const why = isPerson && cover.custom === undefined ? 'it is of class inetOrgPerson, for which no rule carries passwords' : `it was joined by ${cover.custom ?? 'rules'} without password sync`;
    const evidence = [...(isPerson ? [inAd(ad, 'objectClass', 'inetOrgPerson')] : []), onServer(cover.server, 'rules that act on it: EnablePasswordSync', `False (${cover.rules.join(', ')})`)];
    return { is: 'confirmed', facts: { dn: ad.dn, why }, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, why }) => `The password of ${dn} is not sent to Entra, because ${why}.`,
});

/** The newest change came after the last import of its forest: its rules are those of before. */
function isNotDueYet(ad: AdObject, also: Pick<Evidence, 'syncServers.runHistory' | 'syncServers.connectors'>): boolean {
  const runs = knownOf(also['syncServers.runHistory'])?.flatMap(({ value }) => value);
  const connectors = knownOf(also['syncServers.connectors'])?.flatMap(({ value }) => value);
  const changed = generalizedTime(firstOf(ad, 'whenChanged'));
  const imported = runs === undefined ? undefined : lastImport(runs, connectors === undefined ? [ad.forest.toLowerCase()] : connectorsFor(ad, connectors));
  return changed !== undefined && imported !== undefined && changed > imported;
}
