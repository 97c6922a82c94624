import type { CloudGroup } from '../../model/evidence.ts';
import { CHANGES } from '../changes.ts';
import { cloudOperation } from './cloud-operation.ts';
import { gone } from './seen-value.ts';

/** Direct membership of one account in one group whose members are kept by hand in the cloud. */
export const entraChangeMember = cloudOperation<'entra.change-member', 'user' | 'group' | 'isMember'>({
  name: 'entra.change-member',

  async seen(tenant, params) {
    const { groupId, groupName, userId, after } = params;
    const [user, group] = await Promise.all([tenant.user(userId), tenant.group(groupId)]);
    if (user === null) return gone(userId);
    if (group === null) return { stands: 'other', found: {}, says: `the group ${groupName} is not in Entra ID any more` };
    const now = await tenant.isMember(groupId, userId);
    const found = CHANGES['entra.change-member'].before({ ...params, before: now });
    const says = `${user.userPrincipalName ?? userId} is ${now ? '' : 'not '}a direct member of ${groupName}`;
    if (now === after) return { stands: 'after', found, says };
    const obstacle = keptElsewhere(group);
    return obstacle === null ? { stands: 'before', found, says } : { stands: 'other', found, says: `the members of ${groupName} are not changed here: ${obstacle}` };
  },

  write: (tenant, { groupId, userId, after }) => (after ? tenant.addMember(groupId, userId) : tenant.removeMember(groupId, userId)),
});

function keptElsewhere({ onPremisesSyncEnabled, groupTypes, isAssignableToRole }: CloudGroup): string | null {
  if (onPremisesSyncEnabled === true) return 'they come from Active Directory';
  if ((groupTypes ?? []).includes('DynamicMembership')) return 'a rule decides on them';
  return isAssignableToRole === true ? 'the group may carry directory roles, so a person must do it' : null;
}
