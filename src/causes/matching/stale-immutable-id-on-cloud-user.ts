import { isCloudManaged, isFederated, matchingUsers } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { anchorsOf, carriesAnchor, isGuidAnchor } from '../../deduce/source-anchor.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { anchorCures, CURE_SOURCES } from './anchor-cures.ts';

export const staleImmutableIdOnCloudUser = defineCause({
  id: 'stale-immutable-id-on-cloud-user',
  area: 'matching',
  layer: 4,
  title: 'The cloud account still carries the anchor of an earlier directory, so it cannot be soft-matched',
  why: 'Entra matches by address or sign-in name only an account that has no immutable id. This one kept the id of a directory that is gone: no AD account equals it, and no match by address is tried.',
  checkYourself: ['Read onPremisesImmutableId and onPremisesSyncEnabled of the cloud user with Graph.', 'Search AD, deleted objects included, for an object with these octets as objectGUID or mS-DS-ConsistencyGuid.', 'Compare with the anchor of the AD account.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user'],
  byHand: 'Best: write the old anchor into mS-DS-ConsistencyGuid of the AD account, which leaves the cloud account untouched. Else write the new anchor into the cloud account, or clear it. Check directory roles and note the old value first. Where the AD account already made a second cloud account, that one must go first.',
  byHandRisk: { risk: 'high', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['entra.domains', ...CURE_SOURCES],

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const found = matchingUsers(ad, users).filter(({ user }) => user.onPremisesSyncEnabled !== true && isGuidAnchor(user.onPremisesImmutableId ?? ''));
    if (found.length === 0) return ruledOut('no account that address or sign-in name finds has an old anchor');
    const deleted = knownOf(also['directory.deleted']);
    const own = anchorsOf(ad, also['syncServers.globalSettings']);
    const stale = found.find(({ user }) => {
      const anchor = user.onPremisesImmutableId ?? '';
      return !own.includes(anchor) && ![...entries, ...(deleted ?? [])].some((entry) => carriesAnchor(entry, anchor));
    });
    if (stale === undefined) return ruledOut('its anchor belongs to an AD object, live or deleted');
    if (deleted === undefined) return cannotTell('directory.deleted');
    const { user, by } = stale;
    if (isCloudManaged(also, user.id)) return ruledOut('the account was made cloud-managed on purpose');
    const federated = isFederated(also, user.userPrincipalName);
    if (federated === true) return ruledOut('its domain is federated, which sets an immutable id without synchronisation');
    const facts = { name: user.userPrincipalName ?? user.id, anchor: user.onPremisesImmutableId ?? '', own: own.join(' or '), by, cures: anchorCures(ad, user, also) };
    const evidence = [inEntra('onPremisesImmutableId', facts.anchor, user.id), inEntra('onPremisesSyncEnabled', String(user.onPremisesSyncEnabled ?? null), user.id), inAd(ad, 'sourceAnchor', facts.own)];
    return { is: 'confirmed', facts, evidenceClass: federated === undefined ? 'C' : 'B', evidence };
  },

  explain: ({ name, anchor, own, by }) => `${name} has the same ${by} but carries the anchor ${anchor}, which no AD object has. The AD account's own is ${own}.`,
});
