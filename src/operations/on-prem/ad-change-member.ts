import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Directory, Membership } from '../../ports/directory.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeWriting, writing } from './directory-doubt.ts';

type Params = OperationParams['ad.change-member'];

/**
 * Puts one object into a group or takes it out. AD asserts in the write itself what was there before, and keeps no version of the list as a whole;
 * only the one member is ever asked about, so groups may be of any size.
 */
export const adChangeMember = defineOperation({
  name: 'ad.change-member',
  version: 1,
  ...CHANGES['ad.change-member'],

  async look({ directory }: { readonly directory: Directory }, params: Params): Promise<Observation> {
    return observed(await directory.membership(asked(params)), params);
  },

  async apply({ directory }: { readonly directory: Directory }, params: Params): Promise<void> {
    const now = observed(await beforeWriting(directory.membership(asked(params))), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    await writing(directory.changeMember({ ...asked(params), isMember: params.after }));
  },
});

const asked = ({ group, member }: Params): Parameters<Directory['membership']>[0] => ({ group: group.guid, member: member.guid });

function observed(now: Membership, { group, member, before, after }: Params): Observation {
  if (now.group === null) return { stands: 'other', found: {}, says: `${group.dn} (${group.guid}) is not in Active Directory any more` };
  if (now.member === null) return { stands: 'other', found: {}, says: `${member.dn} (${member.guid}) is not in the domain of the group ${now.group}` };
  const found = { member: now.isMember ? [now.member] : [] };
  const says = `${now.member} is ${now.isMember ? 'a' : 'no'} direct member of ${now.group}`;
  if (now.isMember === after) return { stands: 'after', found, says: `${says}, as wanted` };
  if (now.isMember === before) return { stands: 'before', found, says };
  return { stands: 'other', found, says: `${says}, but the plan was made for the contrary` };
}
