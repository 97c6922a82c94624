import type { CloudUser } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { cloudOperation } from './cloud-operation.ts';
import { nameBeforeDeletion } from './name-before-deletion.ts';

type Params = OperationParams['entra.restore-user'];

/** Brings one account back from the recycle bin. For minutes afterwards Entra ID may answer that there is no such account. */
export const entraRestoreUser = cloudOperation<'entra.restore-user', 'user' | 'deletedUser'>({
  name: 'entra.restore-user',

  async seen(tenant, params) {
    const user = await tenant.user(params.userId);
    return user === null ? inBin(await tenant.deletedUser(params.userId), params) : live(user, params);
  },

  write: (tenant, { userId, newUserName, dropConflicts }) => tenant.restoreUser(userId, { newUserName, dropConflicts }),
});

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
