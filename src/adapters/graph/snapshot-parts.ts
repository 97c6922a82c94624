import { readAppRoles, readCloudGroup, readKindOf, readRoleDefinition, readSubscribedSku } from '../../boundary/graph-objects.ts';
import type { CloudSnapshot, NamedObject, SnapshotGroup } from '../../model/cloud-snapshot.ts';
import type { CloudGroup, RoleDefinition, SubscribedSku } from '../../model/evidence.ts';
import { TenantError } from '../../ports/tenant.ts';
import { PAGE } from './graph-sections.ts';
import { address } from './odata.ts';
import type { TakenAnswer, WantedPart } from './wanted-parts.ts';

/** What the parts bring in; a part that was not read leaves its member out. */
export interface Gathered {
  groups?: readonly SnapshotGroup[];
  ownedGroups?: readonly NamedObject[];
  manager?: NamedObject;
  directReports?: number;
  appRoles?: NonNullable<CloudSnapshot['appRoles']>;
  licenceNames?: readonly SubscribedSku[];
  roleNames?: readonly RoleDefinition[];
}

interface Wanted {
  readonly section: keyof Gathered;
  readonly permission: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  take(answer: TakenAnswer): void;
}

/** Everything that hangs on the id of one live account, but its roles. */
export function snapshotParts(id: string, gathered: Gathered): readonly WantedPart[] {
  const user = `/users/${id}`;
  const wanted: readonly Wanted[] = [
    { section: 'groups', permission: 'GroupMember.Read.All', path: `${user}/memberOf`, query: { $select: GROUP_SELECT, $top: PAGE }, take: ({ values }) => void (gathered.groups = inOrder(groupsIn(values).map(snapshotGroup), byId)) },
    { section: 'ownedGroups', permission: 'User.Read.All', path: `${user}/ownedObjects`, query: { $select: 'id,displayName', $top: PAGE }, take: ({ values }) => void (gathered.ownedGroups = inOrder(groupsIn(values).map(named), byId)) },
    { section: 'manager', permission: 'User.Read.All', path: `${user}/manager`, query: { $select: 'id,displayName' }, take: ({ body }) => void (gathered.manager = named(readCloudGroup(body))) },
    { section: 'directReports', permission: 'User.Read.All', path: `${user}/directReports`, query: { $select: 'id', $top: PAGE }, take: ({ values }) => void (gathered.directReports = values.length) },
    { section: 'appRoles', permission: 'Directory.Read.All', path: user, query: { $select: 'id', $expand: 'appRoleAssignments' }, take: ({ body }) => void (gathered.appRoles = appRolesIn(body, id)) },
    { section: 'licenceNames', permission: 'LicenseAssignment.Read.All', path: '/subscribedSkus', query: { $select: 'skuId,skuPartNumber' }, take: ({ values }) => void (gathered.licenceNames = values.map(readSubscribedSku)) },
    { section: 'roleNames', permission: 'RoleManagement.Read.Directory', path: '/roleManagement/directory/roleDefinitions', query: { $select: 'id,displayName' }, take: ({ values }) => void (gathered.roleNames = values.map(readRoleDefinition)) },
  ];
  return wanted.map(({ section, permission, path, query, take }) => ({ section, permission, address: address(path, query), take: (answer) => (refusePart(answer), take(answer)) }));
}

function refusePart({ complete }: TakenAnswer): void {
  if (!complete) throw new TenantError('failed', 'There is more of it than could be read');
}

const GROUP_SELECT = 'id,displayName,onPremisesSyncEnabled,groupTypes,isAssignableToRole';

const groupsIn = (values: readonly unknown[]): readonly CloudGroup[] => values.filter((each) => readKindOf(each) === '#microsoft.graph.group').map(readCloudGroup);

const snapshotGroup = (group: CloudGroup): SnapshotGroup => ({
  ...named(group),
  members: group.onPremisesSyncEnabled === true ? 'in-ad' : (group.groupTypes ?? []).includes('DynamicMembership') ? 'by-rule' : 'by-hand',
  isForRoles: group.isAssignableToRole === true,
});

/** An application that may not read the properties of an object gets it without its name. */
function named({ id, displayName }: CloudGroup): NamedObject {
  if (displayName === null || displayName === undefined) throw new TenantError('access-denied', 'Microsoft Graph hides the properties of an object', 403);
  return { id, name: displayName };
}

/** As many as come with an account at once; there is no second page. */
const MOST_APP_ROLES = 20;

function appRolesIn(body: unknown, userId: string): NonNullable<CloudSnapshot['appRoles']> {
  const all = readAppRoles(body);
  if (all.length >= MOST_APP_ROLES) throw new TenantError('failed', `There are ${MOST_APP_ROLES} or more, and Microsoft Graph gives no more than that at once`);
  // Those of its groups come along.
  const own = all.filter(({ principalId }) => principalId.toLowerCase() === userId.toLowerCase());
  return inOrder(own.map(({ appRoleId, resourceId, resourceDisplayName }) => ({ appRoleId, application: { id: resourceId, name: resourceDisplayName ?? resourceId } })), ({ appRoleId, application }) => `${application.id} ${appRoleId}`);
}

const byId = ({ id }: NamedObject): string => id;

/** In one order, so that the same account gives the same hash. */
export const inOrder = <Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] => items.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
