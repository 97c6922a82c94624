import { BINARY_ATTRIBUTES } from '../../model/changeable-attributes.ts';
import { entryValues, sameValues } from '../../model/entry-values.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Accepted } from '../operation.ts';
import { beforeWriting, listed, provenOnce, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.change-values'];

/** Changes one attribute of one object in one modify: what goes is named, what comes is added, nothing is replaced blindly. */
export const adChangeValues = defineOperation({
  name: 'ad.change-values',
  version: 1,
  ...CHANGES['ad.change-values'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.byGuid(params.object.guid), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<Accepted> {
    const { object, attribute, before, after } = params;
    const now = observed(await beforeWriting(directory.byGuid(object.guid)), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    if (before.length === 0) await refuseUnknown(directory, params);
    const remove = before.filter((value) => !after.includes(value));
    const add = after.filter((value) => !before.includes(value));
    const { versionRose } = await writing(directory.changeValues({ guid: object.guid, attribute, remove, add }));
    return provenOnce({ attribute, versionRose, before: now, lookAgain: async () => observed(await directory.byGuid(object.guid), params) });
  },
});

/** An attribute that the schema lacks looks empty on every object. */
async function refuseUnknown(directory: Directory, { attribute }: Params): Promise<void> {
  const { name, schemaAttributes } = await beforeWriting(directory.forest());
  if (schemaAttributes === undefined || schemaAttributes.includes(attribute)) return;
  throw new NotApplied(`the schema of the forest ${name} has no attribute ${attribute}; it comes with the schema extension of Exchange, which was never made here`);
}

function observed(entry: AdEntry | null, { object, attribute, before, after }: Params): Observation {
  if (entry === null) return { stands: 'other', found: {}, says: `${object.dn} (${object.guid}) is not in Active Directory any more` };
  const values = entryValues(entry, attribute);
  const found = { [attribute]: values };
  if (sameValues(values, after)) return { stands: 'after', found, says: `${attribute} of ${entry.dn} is as wanted` };
  if (sameValues(values, before)) return { stands: 'before', found, says: `${attribute} of ${entry.dn} is as it was when the plan was made` };
  const shown = (some: readonly string[]): string => (BINARY_ATTRIBUTES.includes(attribute) ? `${some.length} binary values` : listed(some));
  return { stands: 'other', found, says: `${attribute} of ${entry.dn} is now ${shown(values)}, but the plan was made for ${shown(before)}` };
}
