import { fieldsOf } from './fields-of.ts';
import { notThere } from './tenant-recycle-bin.ts';
import { GraphFault, type GraphJson, type TenantState, type TenantUser } from './tenant-state.ts';

const bad = (message: string): GraphFault => new GraphFault(400, 'Request_BadRequest', message);
const missing = (id: string): GraphFault => new GraphFault(404, 'Request_ResourceNotFound', notThere(id));
export const MASTERED_ELSEWHERE = 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';

/** POST groups/{id}/members/$ref. */
export function addMember(state: TenantState, groupId: string, memberId: string): void {
  refuseMembers(state, groupId);
  if (!state.users.has(memberId) && !state.groups.has(memberId)) throw missing(memberId);
  const members = state.members.get(groupId) ?? new Set();
  if (members.has(memberId)) throw bad("One or more added object references already exist for the following modified properties: 'members'.");
  state.members.set(groupId, members.add(memberId));
}

/** DELETE groups/{id}/members/{id}/$ref. */
export function removeMember(state: TenantState, groupId: string, memberId: string): void {
  refuseMembers(state, groupId);
  if (state.members.get(groupId)?.delete(memberId) !== true) throw missing(memberId);
}

function refuseMembers(state: TenantState, groupId: string): void {
  const group = state.groups.get(groupId);
  if (group === undefined) throw missing(groupId);
  if (group.onPremisesSyncEnabled === true) throw bad(MASTERED_ELSEWHERE);
  const types: unknown = group['groupTypes'];
  if (Array.isArray(types) && types.includes('DynamicMembership')) throw bad('Cannot update the members of a group with dynamic membership.');
  if (group['isAssignableToRole'] === true) throw new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** PUT and DELETE users/{id}/manager/$ref. */
export function setManager(state: TenantState, user: TenantUser, managerId: string | null): void {
  if (isMasteredInAd(state, user)) throw bad(MASTERED_ELSEWHERE);
  if (managerId === null) {
    if (!state.managers.delete(user.id)) throw missing('manager');
    return;
  }
  if (!state.users.has(managerId)) throw missing(managerId);
  state.managers.set(user.id, managerId);
}

/** A synchronised object, unless somebody has moved its source of authority. */
export const isMasteredInAd = ({ cloudManaged }: TenantState, { id, onPremisesSyncEnabled }: Pick<TenantUser, 'id' | 'onPremisesSyncEnabled'>): boolean => onPremisesSyncEnabled === true && !cloudManaged.has(id);

/** The services try an object anew: their complaints go, or come back with a new time where they go on refusing it. */
export function retryProvisioning(state: TenantState, object: GraphJson, at: Date): void {
  const errors: unknown = object['serviceProvisioningErrors'];
  const again = state.refusedByServices.has(object.id) && Array.isArray(errors) ? errors.map((error: unknown) => ({ ...fieldsOf(error), createdDateTime: at.toISOString() })) : [];
  Object.assign(object, { serviceProvisioningErrors: again });
}

/** PATCH onPremisesSyncBehavior: only what came from AD can change its master. */
export function setCloudManaged(state: TenantState, object: GraphJson, isCloudManaged: boolean): void {
  if (typeof object['onPremisesSyncEnabled'] !== 'boolean' && !state.cloudManaged.has(object.id)) throw bad('The source of authority can only be changed for objects that are synchronized from on-premises.');
  if (isCloudManaged) state.cloudManaged.add(object.id);
  else state.cloudManaged.delete(object.id);
}

/** An application with no directory role of its own changes no account that holds one. */
export function refuseForAdmins(state: TenantState, userId: string): void {
  const groups = [...state.groups.values()].filter((group) => group['isAssignableToRole'] === true && state.members.get(group.id)?.has(userId) === true).map(({ id }) => id);
  const holds = state.roleAssignments.some(({ principalId }) => principalId === userId || groups.includes(String(principalId)));
  if (holds) throw new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}
