import { z } from 'zod';
import { assignLicence, reprocessLicences } from '../company/tenant-licences.ts';
import { notThere } from '../company/tenant-recycle-bin.ts';
import { addMember, refuseForAdmins, removeMember, retryProvisioning, setCloudManaged, setManager } from '../company/tenant-relations.ts';
import { GraphFault, type GraphJson, type TenantUser } from '../company/tenant-state.ts';
import { keyOf, userOf, type Route } from './graph-answers.ts';
import { selected } from './graph-query.ts';
import { need, type GraphAnswer, type GraphRequest, type GraphWorld } from './graph-request.ts';

const KINDS = ['users', 'groups', 'contacts'] as const;
type Kind = (typeof KINDS)[number];

const BEHAVIOUR: Readonly<Record<Kind, string>> = { users: 'User', groups: 'Group', contacts: 'Contacts' };
const WRITE_MEMBERS = ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const DONE: GraphAnswer = { status: 204 };

/** Writes beside PATCH users, each with the permissions that it takes. */
export const CHANGE_ROUTES: readonly { readonly when: string; readonly run: Route }[] = [
  { when: 'POST users/*/assignLicense', run: licence },
  { when: 'POST users/*/reprocessLicenseAssignment', run: (request, world) => (need(request, 'User.ReadWrite.All', 'Directory.ReadWrite.All'), changed(request, world, (user) => reprocessLicences(world.state, user, world.clock.now()))) },
  { when: 'POST users/*/revokeSignInSessions', run: revoke },
  { when: 'PUT users/*/manager/$ref', run: (request, world) => manager(request, world, referred(request)) },
  { when: 'DELETE users/*/manager/$ref', run: (request, world) => manager(request, world, null) },
  { when: 'POST groups/*/members/$ref', run: (request, { state }) => (need(request, ...WRITE_MEMBERS), addMember(state, keyOf(request), referred(request)), DONE) },
  { when: 'DELETE groups/*/members/*/$ref', run: (request, { state }) => (need(request, ...WRITE_MEMBERS), removeMember(state, keyOf(request), request.path[3] ?? ''), DONE) },
  ...KINDS.flatMap((kind) => [
    { when: `PATCH ${kind}/*/onPremisesSyncBehavior`, run: (request: GraphRequest, world: GraphWorld) => behaviour(request, world, kind) },
    { when: `POST ${kind}/*/retryServiceProvisioning`, run: (request: GraphRequest, world: GraphWorld) => (need(request, ...(kind === 'groups' ? ['Group.ReadWrite.All'] : ['User.ReadWrite.All'])), retryProvisioning(world.state, objectOf(request, world, kind), world.clock.now()), DONE) },
  ]),
];

const bad = (message: string): GraphFault => new GraphFault(400, 'Request_BadRequest', message);

function read<Shape>(shape: z.ZodType<Shape>, { body }: GraphRequest): Shape {
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw bad(`The parameters of the request are not valid: ${parsed.error.issues[0]?.path.join('.') ?? ''}.`);
  return parsed.data;
}

/** The user of the address as it is stored, for those who may see it. */
function stored(request: GraphRequest, world: GraphWorld): TenantUser {
  const user = world.state.users.get(userOf(request, world)?.id ?? '');
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(keyOf(request)));
  return user;
}

/** A write that answers with the user. */
function changed(request: GraphRequest, world: GraphWorld, change: (user: TenantUser) => void): GraphAnswer {
  const user = stored(request, world);
  world.willWrite(user.id);
  change(user);
  return { status: 200, body: selected(user, 'user', null) };
}

const LICENCES = z.strictObject({ addLicenses: z.array(z.object({ skuId: z.string(), disabledPlans: z.array(z.string()).default([]) })), removeLicenses: z.array(z.string()) });

function licence(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, 'LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All');
  const { addLicenses: add, removeLicenses: remove } = read(LICENCES, request);
  return changed(request, world, (user) => assignLicence(world.state, user, { add, remove, at: world.clock.now() }));
}

function revoke(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, 'User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All');
  const user = stored(request, world);
  refuseForAdmins(world.state, user.id);
  world.willWrite(user.id);
  Object.assign(user, { signInSessionsValidFromDateTime: world.clock.now().toISOString() });
  return { status: 200, body: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean', 'value': true } };
}

function referred(request: GraphRequest): string {
  const id = /\/(?:users|groups|directoryObjects)\/([^/]+)$/.exec(read(z.object({ '@odata.id': z.string() }), request)['@odata.id'])?.[1];
  if (id === undefined) throw bad('Invalid URL format specified in the @odata.id property.');
  return id;
}

function manager(request: GraphRequest, world: GraphWorld, managerId: string | null): GraphAnswer {
  need(request, 'User.ReadWrite.All', 'Directory.ReadWrite.All');
  const user = stored(request, world);
  refuseForAdmins(world.state, user.id);
  setManager(world.state, user, managerId);
  return DONE;
}

function behaviour(request: GraphRequest, world: GraphWorld, kind: Kind): GraphAnswer {
  need(request, `${BEHAVIOUR[kind]}-OnPremisesSyncBehavior.ReadWrite.All`);
  setCloudManaged(world.state, objectOf(request, world, kind), read(z.object({ isCloudManaged: z.boolean() }), request).isCloudManaged);
  return DONE;
}

function objectOf(request: GraphRequest, { state }: GraphWorld, kind: Kind): GraphJson {
  const object = state[kind].get(keyOf(request));
  if (object === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(keyOf(request)));
  return object;
}
