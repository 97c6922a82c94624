import { guidOfAnchor } from '../model/anchor.ts';
import type { PlanTarget } from '../model/plan.ts';
import type { Subject } from '../model/subject.ts';

/** The subject as the target of a plan: by its objectGUID, else by its Entra object id; null when it has neither. */
export function targetOf(subject: Subject): PlanTarget | null {
  const { ad, cloud } = subject;
  const guid = guidOfAnchor(ad?.attributes['objectGUID']?.[0] ?? '');
  const key = guid ?? cloud?.id;
  if (key === undefined) return null;
  const displayName = ad?.attributes['displayName']?.[0] ?? cloud?.displayName ?? ad?.dn ?? subject.asked;
  return { key, displayName, ...(ad === undefined ? {} : { dn: ad.dn }), ...(cloud === undefined ? {} : { cloudId: cloud.id }) };
}
