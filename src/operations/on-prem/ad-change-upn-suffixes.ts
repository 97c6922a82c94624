import { sameValues } from '../../model/entry-values.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Accepted } from '../operation.ts';
import { beforeWriting, listed, provenOnce, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.change-upn-suffixes'];

/** Changes uPNSuffixes on CN=Partitions, the list from which administrators choose the ending of a sign-in name. No account is changed by it. */
export const adChangeUpnSuffixes = defineOperation({
  name: 'ad.change-upn-suffixes',
  version: 1,
  ...CHANGES['ad.change-upn-suffixes'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.upnSuffixes(), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<Accepted> {
    const { before, after } = params;
    const now = observed(await beforeWriting(directory.upnSuffixes()), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    const remove = before.filter((value) => !after.includes(value));
    const add = after.filter((value) => !before.includes(value));
    const { versionRose } = await writing(directory.changeUpnSuffixes({ remove, add }));
    return provenOnce({ attribute: 'uPNSuffixes', versionRose, before: now, lookAgain: async () => observed(await directory.upnSuffixes(), params) });
  },
});

/** Letters, digits and hyphens between dots. */
const SUFFIX = /^(?=.{3,255}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

function observed(suffixes: readonly string[], { forest, before, after }: Params): Observation {
  const found = { uPNSuffixes: suffixes };
  const wrong = after.find((suffix) => !before.includes(suffix) && !SUFFIX.test(suffix));
  if (wrong !== undefined) return { stands: 'other', found, says: `${wrong} is not the name of a domain` };
  if (sameValues(suffixes, after)) return { stands: 'after', found, says: `the UPN suffixes of ${forest} are as wanted` };
  if (sameValues(suffixes, before)) return { stands: 'before', found, says: `the UPN suffixes of ${forest} are as they were when the plan was made` };
  return { stands: 'other', found, says: `the UPN suffixes of ${forest} are now ${listed(suffixes)}, but the plan was made for ${listed(before)}` };
}
