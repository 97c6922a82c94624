import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Accepted } from '../operation.ts';
import { beforeWriting, provenOnce, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.set-enabled'];

const ATTRIBUTE = 'userAccountControl';
/** ADS_UF_ACCOUNTDISABLE. */
const DISABLED = 0x2;

/** Switches an account on or off: one bit of userAccountControl. The others are kept, and asserted by naming the old number in the write. */
export const adSetEnabled = defineOperation({
  name: 'ad.set-enabled',
  version: 1,
  ...CHANGES['ad.set-enabled'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.byGuid(params.object.guid), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<Accepted> {
    const { guid } = params.object;
    const now = observed(await beforeWriting(directory.byGuid(guid)), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    const [old = ''] = now.found[ATTRIBUTE] ?? [];
    const { versionRose } = await writing(directory.changeValues({ guid, attribute: ATTRIBUTE, remove: [old], add: [String(Number(old) ^ DISABLED)] }));
    return provenOnce({ attribute: ATTRIBUTE, versionRose, before: now, lookAgain: async () => observed(await directory.byGuid(guid), params) });
  },
});

function observed(entry: AdEntry | null, { object, before, after }: Params): Observation {
  if (entry === null) return { stands: 'other', found: {}, says: `${object.dn} (${object.guid}) is not in Active Directory any more` };
  const [flags = ''] = entryValues(entry, ATTRIBUTE);
  if (!/^\d{1,10}$/.test(flags)) return { stands: 'other', found: {}, says: `${entry.dn} has no userAccountControl that can be read, so nobody can tell whether it is switched on` };
  const enabled = (Number(flags) & DISABLED) === 0;
  const found = { enabled: [String(enabled)], [ATTRIBUTE]: [flags] };
  if (enabled === after) return { stands: 'after', found, says: `${entry.dn} is switched ${onOrOff(enabled)}, as wanted` };
  if (enabled === before) return { stands: 'before', found, says: `${entry.dn} is switched ${onOrOff(enabled)}` };
  return { stands: 'other', found, says: `${entry.dn} is switched ${onOrOff(enabled)}, but the plan was made for ${onOrOff(before)}` };
}

const onOrOff = (enabled: boolean): string => (enabled ? 'on' : 'off');
