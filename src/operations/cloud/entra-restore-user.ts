import type { CloudUser } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { TenantError, type TenantReads } from '../../ports/tenant.ts';
import { cloudOperation } from './cloud-operation.ts';
import { nameBeforeDeletion } from './name-before-deletion.ts';

type Params = OperationParams['entra.restore-user'];

/**
 * Brings one account back from the recycle bin. For minutes afterwards Entra ID may answer that there is no such account. Never one that holds a directory role or is
 * eligible for one: roles come back with the account, and it is an administrator who makes administrators. Of groups that carry roles Entra ID tells nothing while
 * the account is deleted, so they are asked about once it is back, and named.
 */
export const entraRestoreUser = cloudOperation<'entra.restore-user', 'user' | 'deletedUser' | 'rolesHeld'>({
  name: 'entra.restore-user',

  async seen(tenant, params, since) {
    const user = await tenant.user(params.userId);
    if (user !== null) return since === null ? live(user, params) : withRoles(tenant, live(user, params), params.userId);
    const seen = inBin(await tenant.deletedUser(params.userId), params);
    const roles = seen.stands === 'before' && since === null ? await tenant.rolesHeld(params.userId) : [];
    return roles.length === 0 ? seen : { ...seen, stands: 'other', says: `${params.userName} holds ${roles.join(', ')}, which would come back with it, and an account with a directory role is not restored by a plan; an administrator who may manage roles restores it` };
  },

  write: (tenant, { userId, newUserName, dropConflicts }) => tenant.restoreUser(userId, { newUserName, dropConflicts }),
});

/** Told besides: the account is back, whatever can be read of it. */
async function withRoles(tenant: Pick<TenantReads, 'rolesHeld'>, seen: Observation, userId: string): Promise<Observation> {
  if (seen.stands !== 'after') return seen;
  try {
    const roles = await tenant.rolesHeld(userId);
    return roles.length === 0 ? seen : { ...seen, says: `${seen.says}. It came back with ${roles.join(', ')}: look at whether it shall keep that` };
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    return { ...seen, says: `${seen.says}. Whether it came back with directory roles could not be read: look at it` };
  }
}

function live(user: CloudUser, { newUserName }: Params): Observation {
  const name = user.userPrincipalName ?? user.id;
  const found = { account: ['live'], ...(newUserName === null ? {} : { userPrincipalName: [name] }) };
  if (newUserName === null || name.toLowerCase() === newUserName.toLowerCase()) return { stands: 'after', found, says: `${name} is live` };
  return { stands: 'other', found, says: `the account is live as ${name}, not as ${newUserName}` };
}

function inBin(deleted: CloudUser | null, { userName }: Params): Observation {
  const says = `${userName} is neither live nor in the recycle bin of Entra ID, which keeps accounts for 30 days`;
  if (deleted === null) return { stands: 'other', found: { account: [] }, says };
  const found = { account: ['in the recycle bin'] };
  const name = nameBeforeDeletion(deleted);
  if (name.toLowerCase() !== userName.toLowerCase()) return { stands: 'other', found, says: `the account in the recycle bin was called ${name}, but the plan was made for ${userName}` };
  return { stands: 'before', found, says: `${userName} is in the recycle bin` };
}
