import { z } from 'zod';
import { GraphFault, type TenantUser } from '../company/tenant-state.ts';
import { notThere } from '../company/tenant-recycle-bin.ts';
import { refuseForAdmins } from '../company/tenant-relations.ts';
import { patchUser } from '../company/tenant-writes.ts';
import { keyOf, list, one, READ_USERS, userOf, type Route } from './graph-answers.ts';
import { propertiesOf } from './graph-properties.ts';
import { selected } from './graph-query.ts';
import { checkMemberGroups, membersOf } from './graph-members.ts';
import { CHANGE_ROUTES } from './graph-changes.ts';
import { LIST_ROUTES } from './graph-delta.ts';
import { MORE_ROUTES } from './graph-more-routes.ts';
import { RELATION_ROUTES } from './graph-relations.ts';
import { need, type GraphAnswer, type GraphRequest, type GraphWorld } from './graph-request.ts';

type Json = Readonly<Record<string, unknown>>;

const READ_GROUPS = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All'];
const READ_MEMBERS = ['GroupMember.Read.All', ...READ_GROUPS];
const READ_CONTACTS = ['OrgContact.Read.All', 'Directory.Read.All'];

/** `*` stands for one part of the path. */
const ROUTES: readonly { readonly when: string; readonly run: Route }[] = [
  ...LIST_ROUTES,
  { when: 'GET users', run: (request, world) => list(request, 'user', { objects: world.users(), permissions: READ_USERS }) },
  { when: 'GET users/*', run: oneUser },
  { when: 'PATCH users/*', run: changeUser },
  { when: 'DELETE users/*', run: deleteUser },
  { when: 'POST users/*/checkMemberGroups', run: (request, world) => (need(request, ...READ_USERS), checkMemberGroups(request, world, userOf(request, world)?.id)) },
  { when: 'GET groups', run: (request, world) => list(request, 'group', { objects: [...world.state.groups.values()], permissions: READ_GROUPS }) },
  { when: 'GET groups/*', run: (request, world) => one(request, 'group', { object: world.state.groups.get(keyOf(request)), permissions: READ_GROUPS }) },
  ...['members', 'transitiveMembers'].flatMap((which) => [
    { when: `GET groups/*/${which}`, run: (request: GraphRequest, world: GraphWorld) => members(request, world, which) },
    { when: `GET groups/*/${which}/graph.user`, run: (request: GraphRequest, world: GraphWorld) => members(request, world, which) },
  ]),
  { when: 'GET contacts', run: (request, world) => list(request, 'orgContact', { objects: [...world.state.contacts.values()], permissions: READ_CONTACTS }) },
  { when: 'GET contacts/*', run: (request, world) => one(request, 'orgContact', { object: world.state.contacts.get(keyOf(request)), permissions: READ_CONTACTS }) },
  { when: 'GET domains', run: (request, world) => list(request, 'domain', { objects: world.state.domains, permissions: ['Domain.Read.All', 'Directory.Read.All'], paged: false }) },
  { when: 'GET organization', run: (request, world) => list(request, 'organization', { objects: [world.state.organization], permissions: ['Organization.Read.All', 'Directory.Read.All'], paged: false }) },
  { when: 'GET subscribedSkus', run: (request, world) => list(request, 'subscribedSku', { objects: world.state.subscribedSkus, permissions: ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'], paged: false }) },
  { when: 'GET directory/deletedItems', run: () => { throw new GraphFault(400, 'Request_BadRequest', 'The deletedItems collection needs a type cast.'); } },
  { when: 'GET directory/deletedItems/graph.user', run: (request, world) => deleted(request, world, 'user') },
  { when: 'GET directory/deletedItems/graph.group', run: (request, world) => deleted(request, world, 'group') },
  { when: 'GET directory/deletedItems/*', run: deletedObject },
  { when: 'GET directory/deletedItems/*/graph.user', run: (request, world) => one(request, 'user', { object: world.state.deletedUsers.get(keyOf(request)), permissions: READ_USERS }) },
  // Whether an application may purge, Microsoft's pages disagree about: this one may not.
  { when: 'DELETE directory/deletedItems/*', run: (request) => (need(request), { status: 403 }) },
  { when: 'POST directory/deletedItems/*/restore', run: restore },
  { when: 'GET directory/onPremisesSynchronization', run: (request) => (need(request), { status: 403 }) },
  ...MORE_ROUTES,
  ...RELATION_ROUTES,
  ...CHANGE_ROUTES,
];

/** Finds and runs the route of a request; throws `GraphFault`. */
export function route(request: GraphRequest, world: GraphWorld): GraphAnswer {
  const parts = request.path.map((part) => part.replace(/^microsoft\.graph\./i, 'graph.'));
  for (const { when, run } of ROUTES) {
    const [method, pattern = ''] = when.split(' ');
    const wanted = pattern.split('/');
    if (method !== request.method || wanted.length !== parts.length) continue;
    if (wanted.every((part, index) => part === '*' || part.toLowerCase() === parts[index]?.toLowerCase())) return run(request, world);
  }
  throw new GraphFault(400, 'BadRequest', `Resource not found for the segment '${request.path[0] ?? ''}'.`);
}

function members(request: GraphRequest, world: GraphWorld, which: string): GraphAnswer {
  const group = keyOf(request);
  need(request, ...READ_MEMBERS);
  if (!world.state.groups.has(group)) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(group));
  const ids = membersOf(world.state, group, which === 'transitiveMembers');
  const { groups, contacts, devices } = world.state;
  const everything: readonly Json[] = request.path.length > 3 ? world.users() : [...world.users(), ...groups.values(), ...contacts.values(), ...devices.values()];
  return list(request, 'user', { objects: everything.filter(({ id }) => ids.has(String(id))), permissions: READ_MEMBERS });
}

/** The beta version knows a property more, and gives it without being asked. */
function oneUser(request: GraphRequest, world: GraphWorld): GraphAnswer {
  if (request.query.get('$select')?.includes('signInActivity') === true) need(request, 'AuditLog.Read.All');
  const user = userOf(request, world);
  const answer = withAppRoles(request, world, one(request, 'user', { object: user, permissions: READ_USERS }));
  if (request.version !== 'beta' || user === undefined) return answer;
  return { ...answer, body: { ...Object(answer.body), onPremisesObjectIdentifier: world.state.objectIdentifiers.get(user.id) ?? null } };
}

/** Only who may read the directory is told of application roles. */
function withAppRoles(request: GraphRequest, world: GraphWorld, answer: GraphAnswer): GraphAnswer {
  const expand = request.query.get('$expand');
  if (expand === null) return answer;
  if (expand !== 'appRoleAssignments') throw new GraphFault(400, 'Request_BadRequest', `Parsing OData Select and Expand failed: '${expand}' cannot be expanded.`);
  need(request, 'Directory.Read.All');
  return { ...answer, body: { ...Object(answer.body), appRoleAssignments: world.state.appRoles.get(userOf(request, world)?.id ?? '') ?? [] } };
}

function changeUser(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, 'User.ReadWrite.All', 'Directory.ReadWrite.All');
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new GraphFault(400, 'Request_BadRequest', 'A body is needed.');
  const id = userOf(request, world)?.id ?? keyOf(request);
  world.willWrite(id);
  patchUser(world.state, id, { body: Object.fromEntries(Object.entries(body)), known: propertiesOf('user').all });
  return { status: 204 };
}

function deleteUser(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, 'User.DeleteRestore.All', 'User.ReadWrite.All');
  const id = userOf(request, world)?.id ?? keyOf(request);
  refuseForAdmins(world.state, id);
  world.state.softDelete(id, world.clock.now());
  return { status: 204 };
}

function deleted(request: GraphRequest, world: GraphWorld, kind: 'user' | 'group'): GraphAnswer {
  const user = kind === 'user';
  if (world.faults.refuseDeletedFilter && request.query.has('$filter')) throw new GraphFault(400, 'Request_UnsupportedQuery', 'The query option $filter is not supported for deletedItems.');
  const objects: readonly Json[] = user ? [...world.state.deletedUsers.values()] : [...world.state.deletedGroups.values()];
  return list(request, kind, { objects, permissions: user ? READ_USERS : READ_GROUPS });
}

function deletedObject(request: GraphRequest, world: GraphWorld): GraphAnswer {
  const user = world.state.deletedUsers.get(keyOf(request));
  const group = world.state.deletedGroups.get(keyOf(request));
  if (user === undefined && group !== undefined) return one(request, 'group', { object: group, permissions: READ_GROUPS });
  return one(request, 'user', { object: user, permissions: READ_USERS });
}

const WISH = z.strictObject({ newUserPrincipalName: z.string().optional(), autoReconcileProxyConflict: z.boolean().optional() });

function restore(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, 'User.DeleteRestore.All');
  const wish = WISH.safeParse(request.body ?? {});
  if (!wish.success) throw new GraphFault(400, 'Request_BadRequest', 'The parameters of the request are not valid.');
  refuseForAdmins(world.state, keyOf(request));
  const user: TenantUser = world.state.restore(keyOf(request), wish.data);
  world.hasRestored(user.id);
  return { status: 200, body: selected(user, 'user', null) };
}
