import { readRoleAssignment } from '../../boundary/graph-objects.ts';
import type { CloudUser, RoleAssignment, Unread } from '../../model/evidence.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import { address, literal } from './odata.ts';

const WHAT = 'entra.roleAssignments';
const PERMISSION = 'RoleManagement.Read.Directory';
const MOST_USERS = 5;

type Roles = { readonly found: readonly RoleAssignment[] | undefined; readonly unread: readonly Unread[] };

/**
 * Directory roles of the users found, live and deleted.
 * All of them or unread: "no role" must never be said of somebody whose roles were not read.
 */
export async function readRoles(client: GraphClient, users: readonly CloudUser[] | undefined): Promise<Roles> {
  if (users === undefined) return notAsked('The accounts whose roles would count could not be read');
  if (users.length > MOST_USERS) return notAsked(`More than ${MOST_USERS} accounts answer the question, so their roles were not read`);
  try {
    const parts = users.map(({ id }) => ({ address: address('/roleManagement/directory/roleAssignments', { $filter: `principalId eq ${literal(id)}`, $select: 'id,principalId,roleDefinitionId' }) }));
    const answers = parts.length === 0 ? [] : await client.batch(parts);
    const lists = await Promise.all(answers.map((answer, index) => {
      if (answer.is === 'refused') throw answer.error;
      return client.list(parts[index]?.address ?? '', undefined, answer.body);
    }));
    return { found: lists.flatMap(({ value }) => value.map(readRoleAssignment)), unread: [] };
  } catch (error) {
    return { found: undefined, unread: [unreadBecause(WHAT, asTenantError(error), PERMISSION)] };
  }
}

const notAsked = (detail: string): Roles => ({ found: undefined, unread: [{ what: WHAT, why: 'not-asked', detail }] });
