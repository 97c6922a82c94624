import { firstOf } from '../../deduce/attributes.ts';
import { isCloudManaged, matchingUsers, namesMatch } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { formerSidsOf, sidOf, sidText } from '../../deduce/security-identifier.ts';
import { anchorsOf, carriesAnchor, isGuidAnchor } from '../../deduce/source-anchor.ts';
import { statedConflicts } from '../../deduce/stated-conflict.ts';
import { cloudValuesOf } from '../../deduce/holders.ts';
import { generalizedTime, isoTime } from '../../deduce/times.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { anchorCures, CURE_SOURCES } from './anchor-cures.ts';

export const adAccountRecreatedNewAnchor = defineCause({
  id: 'ad-account-recreated-new-anchor',
  area: 'matching',
  layer: 4,
  title: 'The AD account was deleted and made again (or moved between forests), so its anchor changed',
  why: 'The cloud account is bound to the AD account that existed before. The new one has another GUID and SID although name and address are the same, so Entra takes it for another person and the values collide.',
  checkYourself: ['Compare whenCreated of the AD account with the creation of the cloud account.', 'Compare objectSid with onPremisesSecurityIdentifier, and the anchor with onPremisesImmutableId.', 'Look for the former account in the AD recycle bin.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: ['duplicate-proxy-two-ad-objects'],
  byHand: 'Former account still in the AD recycle bin and the new one unused: delete the new one and restore the former. Else copy the anchor of the cloud account into mS-DS-ConsistencyGuid of the new AD account. A second cloud account made meanwhile must be removed first.',
  byHandRisk: { risk: 'high', undo: 'full' },
  maskedBy: ['new-domain-new-anchor'],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: [...CURE_SOURCES, 'syncServers.csObjects', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const anchors = anchorsOf(ad, also['syncServers.globalSettings']);
    const bin = knownOf(also['entra.deletedUsers']);
    const former = [...matchingUsers(ad, users).map(({ user }) => user).filter((user) => user.onPremisesSyncEnabled === true), ...users.filter((user) => user.onPremisesSyncEnabled === true && namesMatch(ad, user)), ...(bin ?? []).filter((user) => namesMatch(ad, user))];
    const candidates = former.filter((user) => !isCloudManaged(also, user.id) && isGuidAnchor(user.onPremisesImmutableId ?? '') && !anchors.includes(user.onPremisesImmutableId ?? ''));
    const older = candidates.filter((user) => isYounger(ad, user) && !entries.some((entry) => carriesAnchor(entry, user.onPremisesImmutableId ?? '')));
    const [user] = older.filter((each) => sidDiffers(ad, each));
    if (user === undefined) {
      if (older.some((each) => each.onPremisesSecurityIdentifier === undefined)) return cannotTell('entra.users');
      return bin === undefined && candidates.length === 0 && !users.some((each) => anchors.includes(each.onPremisesImmutableId ?? '')) ? cannotTell('entra.deletedUsers') : ruledOut('no synchronised cloud account belongs to a former AD account of this name');
    }
    const inBin = knownOf(also['directory.deleted'])?.find((entry) => carriesAnchor(entry, user.onPremisesImmutableId ?? ''));
    const stated = statedConflicts(ad, also).find((each) => each.holderId === user.id || /InvalidSoftMatch/i.test(each.errorName ?? '') || each.values.some((value) => cloudValuesOf(user).includes(value)));
    const facts = { dn: ad.dn, name: user.userPrincipalName ?? user.id, deleted: bin?.includes(user) === true, inBin: inBin?.dn ?? null, cures: anchorCures(ad, user, also, inBin) };
    const evidence = [inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id), inAd(ad, 'whenCreated', firstOf(ad, 'whenCreated') ?? ''), inEntra('createdDateTime', user.createdDateTime ?? '', user.id), inAd(ad, 'objectSid', sidOf(ad) ?? ''), inEntra('onPremisesSecurityIdentifier', user.onPremisesSecurityIdentifier ?? '', user.id), ...(stated === undefined ? [] : [stated.evidence])];
    return { is: 'confirmed', facts, evidenceClass: stated === undefined ? 'B' : 'A', evidence, statedAt: stated?.statedAt };
  },

  explain: ({ dn, name, deleted, inBin }) =>
    `${dn} was made after the cloud account ${name}${deleted ? ' (now in the cloud recycle bin)' : ''}, which is bound to a former AD account.${inBin === null ? '' : ` The former one is in the AD recycle bin: ${inBin}.`}`,
});

function isYounger(ad: AdObject, user: CloudUser): boolean {
  const made = generalizedTime(firstOf(ad, 'whenCreated'));
  const cloudMade = isoTime(user.createdDateTime);
  return made !== undefined && cloudMade !== undefined && made > cloudMade;
}

/** Other SIDs, and the former one is not in the SID history: a migrated account is another cause. */
function sidDiffers(ad: AdObject, user: CloudUser): boolean {
  const own = sidOf(ad);
  const former = sidText(user.onPremisesSecurityIdentifier ?? undefined);
  return own !== undefined && former !== undefined && own !== former && !formerSidsOf(ad).includes(former);
}
