import { entryValues, sameValues } from '../../model/entry-values.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Accepted } from '../operation.ts';
import { beforeWriting, listed, provenOnce, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.change-addresses'];

/**
 * Changes proxyAddresses of one object in one modify. AD's matching ignores case, so the delete cannot assert the prefix:
 * the whole list is compared just before, and the version of the attribute must have risen by exactly one.
 */
export const adChangeAddresses = defineOperation({
  name: 'ad.change-addresses',
  version: 1,
  ...CHANGES['ad.change-addresses'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.byGuid(params.object.guid), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<Accepted> {
    const { object, remove, add } = params;
    const now = observed(await beforeWriting(directory.byGuid(object.guid)), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    const { versionRose } = await writing(directory.changeValues({ guid: object.guid, attribute: 'proxyAddresses', remove, add }));
    return provenOnce({ attribute: 'proxyAddresses', versionRose, before: now, lookAgain: async () => observed(await directory.byGuid(object.guid), params) });
  },
});

function observed(entry: AdEntry | null, params: Params): Observation {
  if (entry === null) return { stands: 'other', found: {}, says: `${params.object.dn} (${params.object.guid}) is not in Active Directory any more` };
  const list = entryValues(entry, 'proxyAddresses');
  const found = { proxyAddresses: list };
  // AD would take away what only differs in case, accents or width, and nobody has been shown that.
  const unlisted = params.remove.filter((address) => !params.before.includes(address));
  if (unlisted.length > 0) return { stands: 'other', found, says: `the plan would take ${listed(unlisted)} away, which is not written so in the list that it shows` };
  if (sameValues(list, addressesIn(CHANGES['ad.change-addresses'].after(params)))) return { stands: 'after', found, says: `proxyAddresses of ${entry.dn} is as wanted` };
  if (sameValues(list, params.before)) return { stands: 'before', found, says: `proxyAddresses of ${entry.dn} is as it was when the plan was made` };
  return { stands: 'other', found, says: `proxyAddresses of ${entry.dn} is now ${listed(list)}, but the plan was made for ${listed(params.before)}` };
}

const addressesIn = (values: Readonly<Record<string, readonly string[]>>): readonly string[] => values['proxyAddresses'] ?? [];
