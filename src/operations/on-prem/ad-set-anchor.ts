import { anchorOfGuid } from '../../model/anchor.ts';
import { entryValues, sameValues } from '../../model/entry-values.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES, valueOrNone } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeWriting, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.set-anchor'];

/** Writes mS-DS-ConsistencyGuid of one object: added where it is empty, else the old value taken away and the new one added, never replaced blindly. */
export const adSetAnchor = defineOperation({
  name: 'ad.set-anchor',
  version: 1,
  ...CHANGES['ad.set-anchor'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.byGuid(params.object.guid), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<void> {
    const now = observed(await beforeWriting(directory.byGuid(params.object.guid)), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    await refuseSecondHolder(directory, params);
    await writing(
      directory.changeValues({ guid: params.object.guid, attribute: 'mS-DS-ConsistencyGuid', remove: valueOrNone(params.before), add: valueOrNone(params.after) }),
    );
  },
});

/** Two objects with one anchor break the synchronization of both. */
async function refuseSecondHolder(directory: Directory, { object, after }: Params): Promise<void> {
  if (after === null) return;
  const holders = await beforeWriting(directory.withAnchors([after]));
  const own = anchorOfGuid(object.guid);
  const other = holders.find((entry) => !entryValues(entry, 'objectGUID').includes(own));
  if (other !== undefined) throw new NotApplied(`${other.dn} carries the anchor ${after} already`);
}

function observed(entry: AdEntry | null, { object, before, after }: Params): Observation {
  if (entry === null) return { stands: 'other', found: {}, says: `${object.dn} (${object.guid}) is not in Active Directory any more` };
  const values = entryValues(entry, 'mS-DS-ConsistencyGuid');
  const found = { 'mS-DS-ConsistencyGuid': values };
  if (sameValues(values, valueOrNone(after))) return { stands: 'after', found, says: `mS-DS-ConsistencyGuid of ${entry.dn} is as wanted` };
  if (sameValues(values, valueOrNone(before))) return { stands: 'before', found, says: `mS-DS-ConsistencyGuid of ${entry.dn} is as it was when the plan was made` };
  return { stands: 'other', found, says: `mS-DS-ConsistencyGuid of ${entry.dn} is now ${values.join(', ') || 'empty'}, but the plan was made for ${before ?? 'an empty one'}` };
}
