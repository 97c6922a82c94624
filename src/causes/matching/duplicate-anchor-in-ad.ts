import { firstOf, isConflictCopy } from '../../deduce/attributes.ts';
import { sameObject } from '../../deduce/holders.ts';
import { isJoinedPair, isLinkedPair } from '../../deduce/linked-pair.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { anchorAttribute, anchorsOf, isConsistencyGuid } from '../../deduce/source-anchor.ts';
import { ruledOut } from '../../model/verdict.ts';
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
  whyByHand: 'Which of the two accounts is the copy must be made sure of by people: clearing the wrong one cuts a person off from the mailbox.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.connectors', 'syncServers.globalSettings', 'syncServers.mvObjects'],

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
    return { is: 'confirmed', facts: { anchor, dns: [ad, ...clashing].map(({ dn }) => dn) }, evidenceClass: attribute === undefined ? 'C' : 'B', evidence };
  },

  explain: ({ anchor, dns }) => `${dns.join(' and ')} have the same anchor ${anchor}; only one of them can own the cloud account.`,
});
