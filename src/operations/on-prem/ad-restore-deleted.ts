import { anchorOfGuid } from '../../model/anchor.ts';
import { rdnsOf, sameDn } from '../../model/distinguished-name.ts';
import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Accepted } from '../operation.ts';
import { beforeWriting, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.restore-deleted'];

/** Brings one object back from the recycle bin of AD, into a container that exists and under a name that is free there. */
export const adRestoreDeleted = defineOperation({
  name: 'ad.restore-deleted',
  version: 1,
  ...CHANGES['ad.restore-deleted'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return (await observed(directory, params)).seen;
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<Accepted> {
    const { object, to, rdn } = params;
    const { seen, deleted } = await beforeWriting(observed(directory, params));
    if (seen.stands !== 'before' || deleted === null) throw new NotApplied(seen.says);
    const places = await beforeWriting(directory.existing([to, `${rdn},${to}`]));
    if (!places.some(({ dn }) => sameDn(dn, to))) throw new NotApplied(`the container ${to} does not exist`);
    const taken = places.find(({ dn }) => sameDn(dn, `${rdn},${to}`));
    if (taken !== undefined) throw new NotApplied(`the name is taken: ${taken.dn} is another object`);
    await writing(directory.restore({ guid: object.guid, dn: deleted.dn, rdn, toContainer: to }));
    if (isTrue(deleted, 'isRecycled')) return { says: 'Most of its values were lost when it was deleted, for the recycle bin of Active Directory was not on then: mail, addresses, sign-in name and memberships have to be given anew.' };
  },
});

interface Found {
  readonly seen: Observation;
  /** The entry in the recycle bin. */
  readonly deleted: AdEntry | null;
}

async function observed(directory: Directory, { object, to, rdn }: Params): Promise<Found> {
  const wanted = `${rdn},${to}`;
  const live = await directory.byGuid(object.guid);
  if (live !== null) {
    const found = { deleted: ['false'], distinguishedName: [live.dn] };
    return { deleted: null, seen: sameDn(live.dn, wanted) ? { stands: 'after', found, says: `${live.dn} is live again, as wanted` } : { stands: 'other', found, says: `${object.dn} is live already, as ${live.dn}` } };
  }
  const own = anchorOfGuid(object.guid);
  const deleted = (await directory.deleted({ anchors: [own], names: [] })).find((entry) => entryValues(entry, 'objectGUID').includes(own)) ?? null;
  if (deleted === null) return { deleted, seen: { stands: 'other', found: {}, says: `${object.dn} (${object.guid}) is neither live nor in the recycle bin of Active Directory` } };
  const found = { deleted: ['true'], distinguishedName: [deleted.dn] };
  if (rdnsOf(rdn).length !== 1 || !rdn.includes('=')) return { deleted, seen: { stands: 'other', found, says: `${rdn} is no name of one object` } };
  return { deleted, seen: sameDn(deleted.dn, object.dn) ? { stands: 'before', found, says: `${deleted.dn} is in the recycle bin` } : { stands: 'other', found, says: `the object is called ${deleted.dn} in the recycle bin, but the plan was made for ${object.dn}` } };
}

const isTrue = (entry: AdEntry, attribute: string): boolean => entryValues(entry, attribute).some((value) => value.toUpperCase() === 'TRUE');
