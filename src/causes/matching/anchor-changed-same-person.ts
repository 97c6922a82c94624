import { firstOf, sameText } from '../../deduce/attributes.ts';
import { isCloudManaged } from '../../deduce/cloud-account.ts';
import { currentErrors, ruleErrors } from '../../deduce/current-errors.ts';
import { sameObject } from '../../deduce/holders.ts';
import { metaverseObjectsOf } from '../../deduce/linked-pair.ts';
import { knownOf } from '../../deduce/reading.ts';
import { sidOf, sidText } from '../../deduce/security-identifier.ts';
import { anchorAttribute, anchorsOf, carriesAnchor, isConsistencyGuid, isGuidAnchor } from '../../deduce/source-anchor.ts';
import type { MvObject } from '../../model/evidence.ts';
import { cannotTell, ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';
import { anchorCures, CURE_SOURCES, NO_CURE } from './anchor-cures.ts';

const CHANGED = /sourceAnchor[^.]*changed/i;

export const anchorChangedSamePerson = defineCause({
  id: 'anchor-changed-same-person',
  area: 'matching',
  layer: 4,
  title: 'mS-DS-ConsistencyGuid of a synced user was edited',
  why: 'The anchor binds an AD account to its cloud account for good. After mS-DS-ConsistencyGuid was edited or cleared the two no longer agree although the SID tells that it is the same account, so the engine refuses every further change.',
  checkYourself: ['Compare mS-DS-ConsistencyGuid as base64 with onPremisesImmutableId of the cloud user; that it differs from objectGUID is normal.', 'Compare objectSid with onPremisesSecurityIdentifier.', 'Compare sourceAnchor and cloudSourceAnchor of the metaverse object.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
  fixAfter: ['duplicate-anchor-in-ad'],
  byHand: 'Note the present value. Make sure that no other AD object has the former one, write it (onPremisesImmutableId of the cloud user, decoded) back into mS-DS-ConsistencyGuid, and run a delta cycle.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  maskedBy: ['anchor-attribute-differs-between-servers', 'sid-conflict-rid-reuse'],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', ...CURE_SOURCES, 'syncServers.csObjects', 'syncServers.mvObjects', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const attribute = anchorAttribute(also['syncServers.globalSettings']);
    if (attribute !== undefined && !isConsistencyGuid(attribute)) return ruledOut(`the anchor is made of ${attribute}: mS-DS-ConsistencyGuid does not count`);
    const own = anchorsOf(ad, also['syncServers.globalSettings']);
    if (!own.some(isGuidAnchor)) return cannotTell('directory.entries');
    const sid = sidOf(ad);
    const users = (knownOf(also['entra.users']) ?? []).filter((each) => sid !== undefined && sidText(each.onPremisesSecurityIdentifier ?? undefined) === sid);
    const bound = users.find((each) => own.includes(each.onPremisesImmutableId ?? ''));
    const consistency = firstOf(ad, 'mS-DS-ConsistencyGuid') ?? bound?.onPremisesImmutableId;
    if (bound !== undefined && attribute === undefined && bound.onPremisesImmutableId !== consistency && bound.onPremisesSyncEnabled === true) return cannotTell('syncServers.globalSettings');
    if (bound !== undefined) return ruledOut('the cloud account has its anchor');
    const user = users.find((each) => each.onPremisesSyncEnabled === true && (each.onPremisesImmutableId ?? '') !== '' && (attribute !== undefined || isGuidAnchor(each.onPremisesImmutableId ?? '')) && !isCloudManaged(also, each.id) && !entries.some((entry) => !sameObject(ad, entry) && carriesAnchor(entry, each.onPremisesImmutableId ?? '')));
    const differing = metaverseObjectsOf(ad, also).map(anchorsInMetaverse).find((each) => each !== undefined);
    const rule = ruleErrors(ad, also).find(({ text }) => CHANGED.test(text));
    const refused = currentErrors(ad, also).find(({ text, attribute: name }) => /OnPremiseSecurityIdentifier/i.test(`${name ?? ''} ${text}`));
    const stated = rule ?? (user === undefined ? undefined : refused);
    if (refused !== undefined && differing === undefined && rule === undefined && also['entra.users'].state === 'unknown') return cannotTell('entra.users');
    if (user === undefined && differing === undefined && rule === undefined) return ruledOut('no cloud account with its SID has another anchor');
    const before = user?.onPremisesImmutableId ?? differing?.cloud ?? null;
    const evidenceClass: EvidenceClass = stated !== undefined ? 'A' : attribute === undefined && differing === undefined ? 'C' : 'B';
    const evidence = [inAd(ad, 'mS-DS-ConsistencyGuid', firstOf(ad, 'mS-DS-ConsistencyGuid') ?? 'empty'), ...(user === undefined ? [] : [inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id), inEntra('onPremisesSecurityIdentifier', sid ?? '', user.id)]), ...(differing === undefined ? [] : [onServer('metaverse', 'cloudSourceAnchor', differing.cloud), onServer('metaverse', 'sourceAnchor', differing.source)]), ...(stated === undefined ? [] : [stated.evidence])];
    return { is: 'confirmed', facts: { dn: ad.dn, before, now: own.join(' or '), cures: user === undefined ? NO_CURE : anchorCures(ad, user, also) }, evidenceClass, evidence, statedAt: stated?.statedAt };
  },

  explain: ({ dn, before, now }) => `The anchor of ${dn} is now ${now}${before === null ? '' : `, but its cloud account was made with ${before}`}: mS-DS-ConsistencyGuid was changed after the first export.`,
});

/** The two anchors of a metaverse object where they differ, compared ordinally. */
function anchorsInMetaverse(object: MvObject): { readonly cloud: string; readonly source: string } | undefined {
  const value = (name: string): string | undefined => {
    const [first] = object.Attributes?.find((each) => sameText(each.Name, name))?.Values ?? [];
    return typeof first === 'string' && first !== '' ? first : undefined;
  };
  const [cloud, source] = [value('cloudSourceAnchor'), value('sourceAnchor')];
  return cloud === undefined || source === undefined || cloud === source ? undefined : { cloud, source };
}
