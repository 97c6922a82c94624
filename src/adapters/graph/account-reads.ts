import { readCloudContact, readCloudGroup, readCloudUser, readObjectId, readRoleDefinition, readSessionsValidFrom, readSyncBehavior } from '../../boundary/graph-objects.ts';
import type { RoleDefinition } from '../../model/evidence.ts';
import { TenantError, type Tenant } from '../../ports/tenant.ts';
import { of } from './account-writes.ts';
import { NOTHING_FOUND, roleParts } from './detail-parts.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError } from './graph-fault.ts';
import { PAGE, SECTIONS, USER_SELECT } from './graph-sections.ts';
import { address } from './odata.ts';
import { readParts } from './wanted-parts.ts';

type Reads = Pick<Tenant, 'user' | 'deletedUser' | 'group' | 'object' | 'rolesHeld' | 'isMember' | 'managerOf' | 'isCloudManaged' | 'sessionsValidFrom'>;

/** One object at a time, as it is read before a change and after it. */
export const accountReads = ({ reader, writer }: { readonly reader: GraphClient; readonly writer: GraphClient | null }): Reads => ({
  user: (id) => orNull(async () => readCloudUser(await reader.get(address(of('users', id), { $select: USER_SELECT })))),
  deletedUser: (id) => orNull(async () => readCloudUser(await reader.get(address(`${of('directory/deletedItems', id)}/microsoft.graph.user`, { $select: SECTIONS.deletedUsers.select })))),
  group: (id) => orNull(async () => readCloudGroup(await reader.get(address(of('groups', id), { $select: SECTIONS.groups.select })))),
  object: (kind, id) => orNull(async () => readCloudContact(await reader.get(address(of(`${kind}s`, id), { $select: 'id,displayName,serviceProvisioningErrors' })))),
  rolesHeld: (userId) => rolesHeld(reader, userId),

  async isMember(groupId, userId) {
    const { value, complete } = await reader.list(address(`${of('users', userId)}/memberOf`, { $select: 'id', $top: PAGE }));
    const found = value.some((each) => readObjectId(each).toLowerCase() === groupId.toLowerCase());
    if (!found && !complete) throw new TenantError('failed', 'The account is in more groups than could be read');
    return found;
  },

  managerOf: (userId) => orNull(async () => readObjectId(await reader.get(address(`${of('users', userId)}/manager`, { $select: 'id' })))),

  async isCloudManaged(kind, id) {
    if (writer === null) throw new TenantError('refused', 'This installation has no application that may change accounts in Entra ID, and no other one may ask where an object is mastered');
    const behaviour = await orNull(async () => readSyncBehavior(await writer.get(address(`${of(`${kind}s`, id)}/onPremisesSyncBehavior`, { $select: 'isCloudManaged' }))));
    if (behaviour === null) return null;
    if (typeof behaviour.isCloudManaged !== 'boolean') throw new TenantError('failed', 'Microsoft Graph did not tell where the object is mastered');
    return behaviour.isCloudManaged;
  },

  async sessionsValidFrom(userId) {
    const read = await orNull(async () => ({ from: readSessionsValidFrom(await reader.get(address(of('users', userId), { $select: 'id,signInSessionsValidFromDateTime' }))) }));
    return read === null ? undefined : read.from;
  },
});

/** What is not there is null; every other failure goes on as a `TenantError`. */
export async function orNull<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    const failure = asTenantError(error);
    if (failure.fault === 'not-found') return null;
    throw failure;
  }
}

async function rolesHeld(reader: GraphClient, userId: string): Promise<readonly string[]> {
  of('users', userId);
  const found = NOTHING_FOUND();
  const definitions: RoleDefinition[] = [];
  const unread = await readParts(reader, [
    ...roleParts(userId, found),
    { section: 'roleDefinitions', permission: 'RoleManagement.Read.Directory', address: address('/roleManagement/directory/roleDefinitions', { $select: 'id,displayName' }), take: ({ values }) => void definitions.push(...values.map(readRoleDefinition)) },
  ]);
  const [first] = unread;
  if (first !== undefined) throw new TenantError(first.why === 'access-denied' ? 'access-denied' : 'failed', `Whether the account holds directory roles could not be read: ${first.detail ?? first.what}`);
  const named = [...found.roles, ...found.eligible].map(({ roleDefinitionId }) => definitions.find(({ id }) => id === roleDefinitionId)?.displayName ?? roleDefinitionId ?? 'a directory role');
  return [...new Set([...named, ...found.groups.map(({ displayName, id }) => `the roles of the group ${displayName ?? id}`)])];
}
