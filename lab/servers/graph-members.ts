import { GraphFault, type TenantState } from '../company/tenant-state.ts';
import { notThere } from '../company/tenant-recycle-bin.ts';
import type { GraphAnswer, GraphRequest, GraphWorld } from './graph-request.ts';

const MOST_GROUPS = 20;

/** Ids of the members of a group, with the members of its groups when `transitive`. */
export function membersOf(state: TenantState, groupId: string, transitive: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [groupId];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const id of state.members.get(next) ?? []) {
      if (found.has(id)) continue;
      found.add(id);
      if (transitive && state.groups.has(id)) waiting.push(id);
    }
  }
  return found;
}

/** POST checkMemberGroups: which of up to 20 groups the object is in, transitively. */
export function checkMemberGroups(request: GraphRequest, { state }: GraphWorld, memberId: string | undefined): GraphAnswer {
  const { body } = request;
  if (memberId === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(request.path[1] ?? ''));
  const groupIds: unknown = typeof body === 'object' && body !== null && 'groupIds' in body ? body.groupIds : undefined;
  if (!Array.isArray(groupIds) || groupIds.length === 0 || !groupIds.every((id) => typeof id === 'string')) throw new GraphFault(400, 'Request_BadRequest', "Invalid value specified for property 'groupIds'.");
  if (groupIds.length > MOST_GROUPS) throw new GraphFault(400, 'Request_BadRequest', `'groupIds' may hold ${MOST_GROUPS} values at most.`);
  const value = groupIds.filter((id) => state.groups.has(id) && membersOf(state, id, true).has(memberId));
  return { status: 200, body: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)', value } };
}
