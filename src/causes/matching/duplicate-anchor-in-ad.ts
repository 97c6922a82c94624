import { firstOf, isConflictCopy } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { sameObject } from '../../deduce/holders.ts';
import { isJoinedPair, isLinkedPair } from '../../deduce/linked-pair.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import { sidOf, sidText } from '../../deduce/security-identifier.ts';
import { anchorAttribute, anchorsOf, isConsistencyGuid } from '../../deduce/source-anchor.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import type { AdTarget } from '../../model/plan.ts';
import { ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const duplicateAnchorInAd = defineCause({
  id: 'duplicate-anchor-in-ad',
  area: 'matching',
  layer: 4,
  title: 'Two AD objects carry the same mS-DS-ConsistencyGuid',
  why: 'The anchor must be unique. Two AD accounts with the same one, mostly because an account was copied with all its attributes, both claim the same cloud account: one of them fails, or they overwrite each other.',
  checkYourself: ['Search every connected domain for the octets of mS-DS-ConsistencyGuid.', 'Look which of the accounts the cloud user names in onPremisesDistinguishedName and onPremisesSecurityIdentifier.', 'Look for duplicate-anchor or ambiguous joins in Synchronization Service Manager.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
  fixAfter: [],
  byHand: 'Make sure which AD account the SID and the DN of the cloud user point at; that one keeps the value. Note the value, clear mS-DS-ConsistencyGuid on the other account, and run a delta cycle: the engine fills it again from objectGUID.',
  byHandRisk: { risk: 'high', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'syncServers.connectors', 'syncServers.globalSettings', 'syncServers.mvObjects', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const settings = also['syncServers.globalSettings'];
    const attribute = anchorAttribute(settings);
    if (attribute !== undefined && !isConsistencyGuid(attribute)) return ruledOut(`the anchor is made of ${attribute}: mS-DS-ConsistencyGuid does not count`);
    const anchor = firstOf(ad, 'mS-DS-ConsistencyGuid') ?? firstOf(ad, 'objectGUID');
    const others = entries.filter((entry) => anchor !== undefined && kindOfEntry(entry) === 'user' && !sameObject(ad, entry) && !isConflictCopy(entry) && [firstOf(entry, 'mS-DS-ConsistencyGuid') ?? firstOf(entry, 'objectGUID')].includes(anchor));
    if (anchor === undefined || others.length === 0) return ruledOut('no other AD object has its anchor');
    if (!isSent(ad, also)) return ruledOut('it is not in scope');
    const clashing = others.filter((other) => isSent(other, also) && !isLinkedPair(ad, other) && !isJoinedPair(ad, other, also));
    if (clashing.length === 0) return ruledOut('the other object is not in scope, or the two are joined on purpose');
    const evidence = [ad, ...clashing].map((each) => inAd(each, 'mS-DS-ConsistencyGuid', firstOf(each, 'mS-DS-ConsistencyGuid') ?? `empty, objectGUID ${anchorsOf(each, settings).join(' or ')}`));
    return { is: 'confirmed', facts: { anchor, dns: [ad, ...clashing].map(({ dn }) => dn), copy: clashing.length === 1 ? copyOf([ad, ...clashing], anchor, also['entra.users']) : null, server: exportingServer(also['syncServers.scheduler']) }, evidenceClass: attribute === undefined ? 'C' : 'B', evidence };
  },

  explain: ({ anchor, dns }) => `${dns.join(' and ')} have the same anchor ${anchor}; only one of them can own the cloud account.`,
});

export interface CopiedAnchor {
  readonly object: AdTarget;
  readonly before: string;
  /** DN of the rightful owner. */
  readonly owner: string;
  /** What says so. */
  readonly because: string;
}

/**
 * The one of two whose value is a copy. The objectGUID that the anchor was made of tells for certain; where it is that of neither, the SID of
 * the cloud account does. Never guessed.
 */
function copyOf(pair: readonly AdObject[], anchor: string, users: Evidence['entra.users']): CopiedAnchor | null {
  const account = (knownOf(users) ?? []).find((user) => user.onPremisesImmutableId === anchor && user.onPremisesSyncEnabled === true);
  const sid = sidText(account?.onPremisesSecurityIdentifier ?? undefined);
  const origins = pair.filter((each) => firstOf(each, 'objectGUID') === anchor);
  const owners = origins.length > 0 ? origins : pair.filter((each) => sid !== undefined && sidOf(each) === sid);
  const [owner, another] = owners;
  const copy = pair.find((each) => each !== owner);
  const object = copy === undefined ? null : adTarget(copy);
  if (owner === undefined || another !== undefined || copy === undefined || object === null || firstOf(copy, 'mS-DS-ConsistencyGuid') !== anchor) return null;
  return { object, before: anchor, owner: owner.dn, because: origins.length > 0 ? `the value is the objectGUID of ${owner.dn}` : `the cloud account with it has the SID of ${owner.dn}` };
}
