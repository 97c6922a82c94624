import { GraphFault } from '../company/tenant-state.ts';
import { notThere } from '../company/tenant-recycle-bin.ts';
import { keyOf, list, one, READ_USERS, userOf, type Route } from './graph-answers.ts';
import { membersOf } from './graph-members.ts';
import { need, type GraphAnswer, type GraphRequest, type GraphWorld } from './graph-request.ts';

const READ_ROLES = ['RoleManagement.Read.Directory', 'Directory.Read.All'];
const READ_ELIGIBILITY = ['RoleEligibilitySchedule.Read.Directory', 'RoleManagement.Read.All'];
const READ_DEVICES = ['Device.Read.All', 'Directory.Read.All'];
const READ_APPLICATIONS = ['Application.Read.All', 'Directory.Read.All'];
const READ_JOBS = ['Synchronization.Read.All', 'Synchronization.ReadWrite.All'];
const READ_REPORTS = ['AuditLog.Read.All'];

/** Roles, devices, applications, Cloud Sync, reports, and who masters an object. */
export const MORE_ROUTES: readonly { readonly when: string; readonly run: Route }[] = [
  { when: 'GET roleManagement/directory/roleAssignments', run: (request, { state }) => list(request, 'unifiedRoleAssignment', { objects: state.roleAssignments, permissions: READ_ROLES, paged: false }) },
  { when: 'GET roleManagement/directory/roleDefinitions', run: (request, { state }) => list(request, 'unifiedRoleDefinition', { objects: state.roleDefinitions, permissions: READ_ROLES, paged: false }) },
  {
    when: 'GET roleManagement/directory/roleEligibilityScheduleInstances',
    run: (request, { state }) => list(request, 'unifiedRoleEligibilityScheduleInstance', { objects: state.roleEligibility, permissions: READ_ELIGIBILITY, paged: false }),
  },
  { when: 'GET devices', run: (request, { state }) => list(request, 'device', { objects: [...state.devices.values()], permissions: READ_DEVICES }) },
  { when: 'GET devices/*', run: (request, { state }) => one(request, 'device', { object: state.devices.get(keyOf(request)), permissions: READ_DEVICES }) },
  { when: 'GET servicePrincipals', run: (request, { state }) => list(request, 'servicePrincipal', { objects: state.servicePrincipals, permissions: READ_APPLICATIONS }) },
  { when: 'GET servicePrincipals/*/synchronization/jobs', run: jobs },
  { when: 'GET servicePrincipals/*/synchronization/jobs/*/schema', run: schema },
  { when: 'GET auditLogs/directoryAudits', run: (request, { state }) => list(request, 'directoryAudit', { objects: state.directoryAudits, permissions: READ_REPORTS }) },
  { when: 'GET auditLogs/signIns', run: (request, { state }) => list(request, 'signIn', { objects: state.signIns, permissions: READ_REPORTS }) },
  { when: 'GET users/*/onPremisesSyncBehavior', run: (request, world) => behavior(request, world, 'User') },
  { when: 'GET groups/*/onPremisesSyncBehavior', run: (request, world) => behavior(request, world, 'Group') },
  { when: 'GET contacts/*/onPremisesSyncBehavior', run: (request, world) => behavior(request, world, 'Contacts') },
  { when: 'GET users/*/transitiveMemberOf/graph.group', run: groupsOfUser },
];

/** There is no permission that only reads this. */
function behavior(request: GraphRequest, { state }: GraphWorld, kind: 'User' | 'Group' | 'Contacts'): GraphAnswer {
  need(request, `${kind}-OnPremisesSyncBehavior.ReadWrite.All`);
  const id = keyOf(request);
  const there = { User: state.users, Group: state.groups, Contacts: state.contacts }[kind].has(id);
  if (!there) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(id));
  return { status: 200, body: { id, isCloudManaged: state.cloudManaged.has(id) } };
}

function groupsOfUser(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, ...READ_USERS);
  const user = userOf(request, world);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(keyOf(request)));
  const groups = [...world.state.groups.values()].filter(({ id }) => membersOf(world.state, id, true).has(user.id));
  return list(request, 'group', { objects: groups, permissions: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'] });
}

const jobsOf = (request: GraphRequest, { state }: GraphWorld): ReturnType<GraphWorld['state']['synchronizationJobs']['get']> => state.synchronizationJobs.get(keyOf(request));

function jobs(request: GraphRequest, world: GraphWorld): GraphAnswer {
  return list(request, 'synchronizationJob', { objects: jobsOf(request, world) ?? [], permissions: READ_JOBS, paged: false });
}

function schema(request: GraphRequest, world: GraphWorld): GraphAnswer {
  need(request, ...READ_JOBS);
  const job = jobsOf(request, world)?.find(({ id }) => id === request.path[4]);
  if (job === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(request.path[4] ?? ''));
  return { status: 200, body: job.schema };
}
