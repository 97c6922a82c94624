import { parentDn, sameDn } from '../../model/distinguished-name.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeWriting, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.move'];

/** Moves one object to another container; it is found by GUID, so a rename does not matter. */
export const adMove = defineOperation({
  name: 'ad.move',
  version: 1,
  ...CHANGES['ad.move'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.byGuid(params.object.guid), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<void> {
    const now = observed(await beforeWriting(directory.byGuid(params.object.guid)), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    const targets = await beforeWriting(directory.existing([params.to]));
    if (targets.length === 0) throw new NotApplied(`the container ${params.to} does not exist`);
    await writing(directory.move(params.object.guid, params.to));
  },
});

function observed(entry: AdEntry | null, { object, from, to }: Params): Observation {
  const container = entry === null ? null : parentDn(entry.dn);
  if (entry === null || container === null) return { stands: 'other', found: {}, says: `${object.dn} (${object.guid}) is not in Active Directory any more` };
  const found = { container: [container] };
  if (sameDn(container, to)) return { stands: 'after', found, says: `${entry.dn} is in the wanted container` };
  if (sameDn(container, from)) return { stands: 'before', found, says: `${entry.dn} is where it was when the plan was made` };
  return { stands: 'other', found, says: `${entry.dn} lies in ${container}, but the plan was made for ${from}` };
}
