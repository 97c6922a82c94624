import type { ProposedPair } from '../campaign/pair-accounts.ts';
import { firstOf, valuesOf } from '../deduce/attributes.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import type { CampaignPair } from '../model/campaign.ts';
import { isObjectGuid } from '../model/ids.ts';
import type { Sides } from './campaign-sides.ts';

/** Null where one of the two is not there. */
export function asPair({ old: oldId, fresh: freshId, confidence, because, isAmbiguous }: ProposedPair, { old, fresh }: Pick<Sides, 'old' | 'fresh'>): CampaignPair | null {
  const [one, other] = [old.get(oldId), fresh.get(freshId)];
  if (one === undefined || other === undefined || !isObjectGuid(freshId)) return null;
  const guid = one.entry === null ? null : objectGuidOf(one.entry);
  const needsWord = isAmbiguous || confidence === 'weak';
  return {
    old: { name: one.account.name, cloudId: one.cloud.id, anchor: one.cloud.onPremisesImmutableId ?? '', ad: one.entry === null || guid === null ? null : { guid, dn: one.entry.dn, adminDescription: valuesOf(one.entry, 'adminDescription') } },
    fresh: { name: other.account.name, guid: freshId, dn: other.entry.dn, anchor: firstOf(other.entry, 'mS-DS-ConsistencyGuid') ?? null, adminDescription: valuesOf(other.entry, 'adminDescription') },
    confidence, because, standing: needsWord ? 'needs-a-word' : 'ready',
  };
}
