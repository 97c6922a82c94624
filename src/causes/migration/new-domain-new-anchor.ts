import { upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { isCloudManaged, matchingUsers, namesMatch } from '../../deduce/cloud-account.ts';
import { domainOf } from '../../deduce/domain-of.ts';
import { knownOf } from '../../deduce/reading.ts';
import { formerSidsOf, sidText } from '../../deduce/security-identifier.ts';
import { anchorAttribute, anchorsOf, guidsOf, isGuidAnchor, isGuidAttribute } from '../../deduce/source-anchor.ts';
import { generalizedTime, isoTime } from '../../deduce/times.ts';
import { inOrderOf, usersByAccountName, usersByOwnSignInName, usersBySid } from '../../deduce/user-index.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { anchorCures, CURE_SOURCES } from '../matching/anchor-cures.ts';

export const newDomainNewAnchor = defineCause({
  id: 'new-domain-new-anchor',
  area: 'migration',
  layer: 4,
  title: 'Users moved to another AD domain or forest',
  why: 'In the new domain the accounts are new objects with new GUIDs. As their mS-DS-ConsistencyGuid was not copied along, Entra takes them for other people than the ones it knows, and names and addresses collide.',
  checkYourself: ['Compare onPremisesDomainName of the cloud accounts with the domain in which the AD accounts stand now.', 'Look for the former SID in sIDHistory of the AD accounts.', 'Search the octets of onPremisesImmutableId in AD: no object carries them.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: ['source-account-still-in-scope', 'duplicate-proxy-two-ad-objects'],
  byHand: 'Save the anchors of all cloud accounts as a list first. Keep the sync server in staging mode, write the anchor of every cloud account into mS-DS-ConsistencyGuid of its new AD account (ADSyncTools does it in bulk), and only then export. Since July 2026 clear onPremisesObjectIdentifier of each user too, or open the bypass of the tenant for the time of the migration.',
  byHandRisk: { risk: 'high', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: CURE_SOURCES,

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const attribute = anchorAttribute(also['syncServers.globalSettings']);
    if (attribute !== undefined && !isGuidAttribute(attribute)) return ruledOut(`the anchor is made of ${attribute}, which does not change with the domain`);
    const pairsOf = (entry: AdObject): readonly { readonly entry: AdObject; readonly user: CloudUser }[] => movedUsers(entry, users, also).map((user) => ({ entry, user }));
    const [mine] = entries.filter(({ dn }) => dn === ad.dn).flatMap(pairsOf);
    if (mine === undefined) return ruledOut('no synchronised account of an earlier domain bears its name');
    const there = new Set([...entries, ...(knownOf(also['directory.deleted']) ?? [])].flatMap(guidsOf));
    const vanished = entries.flatMap(pairsOf).filter(({ user }) => !there.has(user.onPremisesImmutableId ?? ''));
    const own = vanished.find(({ entry }) => entry.dn === ad.dn);
    if (own === undefined) return ruledOut('an AD object has the anchor of the cloud account');
    const migrated = bearsFormerSid(ad, own.user);
    const people = new Set(vanished.map(({ entry }) => entry.dn)).size;
    if (!migrated && people < 2) return ruledOut('it concerns one account only, without a sign of a migration');
    if (also['directory.deleted'].state === 'unknown') return cannotTell('directory.deleted');
    const { user } = own;
    const evidence = [inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id), inEntra('onPremisesDomainName', user.onPremisesDomainName ?? 'unknown', user.id), inAd(ad, 'whenCreated', firstOf(ad, 'whenCreated') ?? ''), inAd(ad, 'mS-DS-ConsistencyGuid', firstOf(ad, 'mS-DS-ConsistencyGuid') ?? 'empty'), ...(migrated ? [inAd(ad, 'sIDHistory', sidText(user.onPremisesSecurityIdentifier ?? undefined) ?? '')] : [])];
    return { is: 'confirmed', facts: { dn: ad.dn, name: user.userPrincipalName ?? user.id, from: user.onPremisesDomainName ?? 'an earlier domain', people, cures: anchorCures(ad, user, also) }, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, name, from, people }) =>
    `${name} was synchronised from ${from}; ${dn} is its new account in AD and does not carry its anchor.${people > 1 ? ` The same holds for ${people - 1} more of the accounts that were looked at.` : ''}`,
});

/** Synchronised accounts of an earlier domain that belong to an AD account by name or former SID, and that are older than it. */
function movedUsers(entry: AdObject, users: readonly CloudUser[], also: Pick<Evidence, 'entra.syncBehavior' | 'syncServers.globalSettings'>): readonly CloudUser[] {
  const own = anchorsOf(entry, also['syncServers.globalSettings']);
  const named = matchingUsers(entry, users).map(({ user }) => user);
  const akin = [...named, ...usersByOwnSignInName(users, upnOf(entry)?.toLowerCase()), ...usersByAccountName(users, firstOf(entry, 'sAMAccountName')?.toLowerCase()), ...formerSidsOf(entry).flatMap((sid) => usersBySid(users, sid))];
  return inOrderOf(users, akin).filter((user) => {
    const anchor = user.onPremisesImmutableId ?? '';
    if (user.onPremisesSyncEnabled !== true || !isGuidAnchor(anchor) || own.includes(anchor) || isCloudManaged(also, user.id)) return false;
    const moved = bearsFormerSid(entry, user) || (typeof user.onPremisesDomainName === 'string' && !sameText(user.onPremisesDomainName, domainOf(entry.dn)));
    return moved && isYounger(entry, user) && (bearsFormerSid(entry, user) || named.includes(user) || namesMatch(entry, user));
  });
}

const bearsFormerSid = (entry: AdObject, user: CloudUser): boolean => {
  const former = sidText(user.onPremisesSecurityIdentifier ?? undefined);
  return former !== undefined && formerSidsOf(entry).includes(former);
};

function isYounger(entry: AdObject, user: CloudUser): boolean {
  const [made, cloud] = [generalizedTime(firstOf(entry, 'whenCreated')), isoTime(user.createdDateTime)];
  return made !== undefined && cloud !== undefined && made > cloud;
}
