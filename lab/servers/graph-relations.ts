import { GraphFault, type TenantState } from '../company/tenant-state.ts';
import { notThere } from '../company/tenant-recycle-bin.ts';
import { keyOf, list, one, READ_USERS, userOf, type Route } from './graph-answers.ts';
import { need, type GraphAnswer, type GraphRequest, type GraphWorld } from './graph-request.ts';

type Json = Readonly<Record<string, unknown>>;

const READ_GROUPS = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];

/** What hangs on one account or group, one step away. */
export const RELATION_ROUTES: readonly { readonly when: string; readonly run: Route }[] = [
  { when: 'GET users/*/memberOf', run: (request, world) => related(request, world, (state, id) => [...state.groups.values()].filter((group) => state.members.get(group.id)?.has(id) === true)) },
  { when: 'GET users/*/ownedObjects', run: (request, world) => related(request, world, (state, id) => [...state.groups.values()].filter((group) => state.owners.get(group.id)?.has(id) === true)) },
  { when: 'GET users/*/directReports', run: (request, world) => related(request, world, (state, id) => [...state.users.values()].filter((user) => state.managers.get(user.id) === id)) },
  { when: 'GET users/*/manager', run: manager },
  { when: 'GET groups/*/owners', run: owners },
];

function related(request: GraphRequest, world: GraphWorld, find: (state: TenantState, id: string) => readonly Json[]): GraphAnswer {
  need(request, ...READ_USERS);
  const user = userOf(request, world);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(keyOf(request)));
  return list(request, 'directoryObject', { objects: find(world.state, user.id).map((each) => typed(each, mayRead(request))), permissions: READ_USERS });
}

function manager(request: GraphRequest, world: GraphWorld): GraphAnswer {
  const id = world.state.managers.get(userOf(request, world)?.id ?? '');
  const found = world.users().find((user) => user.id === id);
  return one(request, 'directoryObject', { object: found === undefined ? undefined : typed(found, true), permissions: READ_USERS });
}

function owners(request: GraphRequest, { state }: GraphWorld): GraphAnswer {
  const group = keyOf(request);
  if (!state.groups.has(group)) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(group));
  const ids = state.owners.get(group) ?? new Set();
  return list(request, 'directoryObject', { objects: [...state.users.values()].filter(({ id }) => ids.has(id)).map((each) => typed(each, true)), permissions: READ_GROUPS });
}

const mayRead = ({ roles }: GraphRequest): boolean => READ_GROUPS.some((permission) => roles.includes(permission));

/** Of objects that the caller may not read, Graph gives the type and the id alone. */
function typed(object: Json, isReadable: boolean): Json {
  const kind = 'userPrincipalName' in object ? 'user' : 'group';
  const shown = isReadable || kind === 'user' ? object : Object.fromEntries(Object.keys(object).map((name) => [name, name === 'id' ? object[name] : null]));
  return { '@odata.type': `#microsoft.graph.${kind}`, ...shown };
}
