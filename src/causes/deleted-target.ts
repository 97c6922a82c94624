import { firstOf } from '../deduce/attributes.ts';
import { formerEntry, isRecycled } from '../deduce/deleted-object.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { parentDn, rdnsOf } from '../model/distinguished-name.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { AdTarget } from '../model/plan.ts';

/** An object in the AD recycle bin and the place it stood in. */
export interface DeletedTarget {
  readonly object: AdTarget;
  /** DN of the container. */
  readonly to: string;
  /** Its name there, e.g. `CN=Jane Doe`. */
  readonly rdn: string;
}

/** Null where it is stripped already, or where its place is not known or was deleted too. */
export function deletedTarget(entry: AdObject): DeletedTarget | null {
  const guid = objectGuidOf(entry);
  const { dn } = formerEntry(entry);
  const [rdn] = rdnsOf(dn);
  const to = parentDn(dn);
  if (guid === null || isRecycled(entry) || firstOf(entry, 'lastKnownParent') === undefined || rdn === undefined || to === null || /\\0ADEL:/i.test(to)) return null;
  return { object: { guid, dn: entry.dn }, to, rdn };
}
