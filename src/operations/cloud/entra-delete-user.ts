import type { CloudUser } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import { cloudOperation } from './cloud-operation.ts';
import { nameBeforeDeletion } from './name-before-deletion.ts';

const LIVE = { account: ['live'] };
const IN_THE_BIN = { account: ['in the recycle bin'] };

/** Puts one account into the recycle bin, a synchronised one too. Never one that holds a directory role: whoever takes an administrator away takes the role away first. */
export const entraDeleteUser = cloudOperation<'entra.delete-user', 'user' | 'deletedUser' | 'rolesHeld'>({
  name: 'entra.delete-user',

  async seen(tenant, { userId, userName }, since) {
    const user = await tenant.user(userId);
    if (user === null) return away(await tenant.deletedUser(userId), userName);
    const now = user.userPrincipalName ?? userId;
    if (now.toLowerCase() !== userName.toLowerCase()) return { stands: 'other', found: LIVE, says: `the account is called ${now} now, but the plan was made for ${userName}` };
    const roles = since === null ? await tenant.rolesHeld(userId) : [];
    if (roles.length > 0) return { stands: 'other', found: LIVE, says: `${userName} holds ${roles.join(', ')}, and an account with a directory role is not deleted by a plan` };
    return { stands: 'before', found: LIVE, says: `${userName} is live` };
  },

  write: (tenant, { userId }) => tenant.deleteUser(userId),
});

function away(deleted: CloudUser | null, userName: string): Observation {
  if (deleted === null) return { stands: 'other', found: { account: [] }, says: `${userName} is neither live nor in the recycle bin of Entra ID` };
  const name = nameBeforeDeletion(deleted);
  if (name.toLowerCase() !== userName.toLowerCase()) return { stands: 'other', found: IN_THE_BIN, says: `the account in the recycle bin was called ${name}, but the plan was made for ${userName}` };
  return { stands: 'after', found: IN_THE_BIN, says: `${userName} is in the recycle bin` };
}
