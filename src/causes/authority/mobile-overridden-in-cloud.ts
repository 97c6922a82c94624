import { firstOf } from '../../deduce/attributes.ts';
import { boundUser, isCloudManaged } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { actionOf, didItsWork, endedRuns, isEntraRun } from '../../deduce/run-results.ts';
import { generalizedTime, isoTime } from '../../deduce/times.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const FLAG = 'bypassDirSyncOverridesEnabled';

export const mobileOverriddenInCloud = defineCause({
  id: 'mobile-overridden-in-cloud',
  area: 'authority',
  layer: 5,
  title: 'Mobile number was edited in the cloud',
  why: 'The mobile number is one of the few attributes that people could change in the cloud although AD is the master. Once it was changed there, Entra keeps that value and ignores the one from AD, without an error.',
  checkYourself: ['Compare the attribute mobile in AD with mobilePhone in Entra.', `Read ${FLAG} of the on-premises synchronisation features with Graph.`, 'Ask whether the person changed the number in the cloud.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
  fixAfter: [],
  byHand: `Decide which number is right and write it into AD. Then either switch on ${FLAG} for the tenant, which lets AD win for every user, or clear the override of this user as the page describes, and run a full synchronisation.`,
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The setting concerns every user of the tenant, and a number that people use to sign in could be lost.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['entra.syncFeatures', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge({ 'entra.users': users }, { subject: { ad }, also }) {
    const account = boundUser(ad, users, also['syncServers.globalSettings']);
    if (account === undefined || account.onPremisesSyncEnabled !== true || isCloudManaged(also, account.id)) return notApplicable('it has no synchronised account in Entra');
    const inDirectory = firstOf(ad, 'mobile')?.trim() ?? '';
    if (account.mobilePhone === undefined) return inDirectory === '' ? ruledOut('AD has no mobile number') : cannotTell('entra.users');
    const inCloud = account.mobilePhone?.trim() ?? '';
    if (digits(inDirectory) === digits(inCloud)) return ruledOut('both sides have the same number');
    if (isOnItsWay(ad, also)) return ruledOut('AD was changed after the last export');
    const flag = knownOf(also['entra.syncFeatures'])?.features?.[FLAG];
    if (flag === true) return ruledOut('the tenant lets the value of AD win');
    if (flag === undefined || flag === null) return cannotTell('entra.syncFeatures');
    const facts = { dn: ad.dn, inDirectory: inDirectory || 'no number', inCloud: inCloud || 'none' };
    return { is: 'confirmed', facts, evidenceClass: 'C', evidence: [inAd(ad, 'mobile', inDirectory || '(empty)'), inEntra('mobilePhone', inCloud || '(empty)', account.id), inEntra(`syncFeatures: ${FLAG}`, 'false')] };
  },

  explain: ({ dn, inDirectory, inCloud }) => `${dn} has ${inDirectory} as mobile, its cloud account has ${inCloud}. A value set in the cloud is the likely reason: Entra keeps it.`,
});

/** Blanks and punctuation are no other number. */
const digits = (number: string): string => number.replaceAll(/[\s().\-/]/g, '').toLowerCase();

function isOnItsWay(ad: AdObject, also: Pick<Evidence, 'syncServers.runHistory'>): boolean {
  const changed = generalizedTime(firstOf(ad, 'whenChanged'));
  const exports = endedRuns(knownOf(also['syncServers.runHistory']) ?? []).filter(({ run, standby }) => !standby && isEntraRun(run) && actionOf(run) === 'export');
  const last = exports.find(({ run }) => didItsWork(run));
  const exported = isoTime(last?.run.StartDate);
  if (last === undefined && exports.length > 0) return true;
  return changed !== undefined && exported !== undefined && changed > exported;
}
