import { readCloudGroup, readCloudUser, readObjectId, readRoleAssignment } from '../../boundary/graph-objects.ts';
import type { CloudGroup, CloudUser, RoleAssignment } from '../../model/evidence.ts';
import { TenantError } from '../../ports/tenant.ts';
import { PAGE } from './graph-sections.ts';
import { address, literal } from './odata.ts';
import type { WantedPart } from './wanted-parts.ts';

/** What the parts bring in. */
export interface Found {
  readonly roles: RoleAssignment[];
  readonly eligible: RoleAssignment[];
  /** Role-assignable groups that one of the accounts is in. */
  readonly groups: CloudGroup[];
  /** Object ids of the members, by group id. */
  readonly members: Map<string, string[]>;
  /** Id and last sign-in. */
  readonly activities: CloudUser[];
}

export const NOTHING_FOUND = (): Found => ({ roles: [], eligible: [], groups: [], members: new Map(), activities: [] });

interface Accounts {
  readonly users: readonly string[];
  readonly deletedUsers: readonly string[];
}

/** What tells the roles of one account: assigned, eligible, and groups that may carry some. */
export const roleParts = (id: string, found: Found): readonly WantedPart[] => [roles(id, found), eligibility(id, found), roleGroups(id, found)];

/** Roles and eligibility of live and deleted accounts; groups and last sign-in of live ones. */
export const accountParts = ({ users, deletedUsers }: Accounts, found: Found): readonly WantedPart[] => [
  ...[...users, ...deletedUsers].flatMap((id) => [roles(id, found), eligibility(id, found)]),
  ...users.flatMap((id) => [roleGroups(id, found), lastSignIn(id, found)]),
];

const roles = (id: string, found: Found): WantedPart => ({
  section: 'roleAssignments',
  permission: 'RoleManagement.Read.Directory',
  address: address('/roleManagement/directory/roleAssignments', { $filter: `principalId eq ${literal(id)}`, $select: 'id,principalId,roleDefinitionId,directoryScopeId' }),
  take: ({ values }) => void found.roles.push(...values.map(readRoleAssignment)),
});

const eligibility = (id: string, found: Found): WantedPart => ({
  section: 'roleEligibilitySchedules',
  permission: 'RoleEligibilitySchedule.Read.Directory',
  address: address('/roleManagement/directory/roleEligibilityScheduleInstances', { $filter: `principalId eq ${literal(id)}`, $select: 'id,principalId,roleDefinitionId,directoryScopeId,startDateTime,endDateTime' }),
  take: ({ values }) => void found.eligible.push(...values.map(readRoleAssignment)),
});

/** Only groups that may carry admin roles are kept; a role that is given to a group counts like one's own. */
const roleGroups = (id: string, found: Found): WantedPart => ({
  section: 'groupMembers',
  permission: 'GroupMember.Read.All',
  address: address(`/users/${id}/transitiveMemberOf/microsoft.graph.group`, { $select: 'id,displayName,isAssignableToRole', $count: 'true', $top: PAGE }),
  headers: { ConsistencyLevel: 'eventual' },
  take({ values, complete }) {
    if (!complete) throw new TenantError('failed', 'The account is in more groups than could be read');
    const groups = values.map(readCloudGroup);
    if (groups.some(isHidden)) throw new TenantError('access-denied', 'Microsoft Graph hides the properties of the groups that the account is in', 403);
    for (const group of groups.filter(({ isAssignableToRole }) => isAssignableToRole === true)) {
      if (!found.groups.some((other) => other.id === group.id)) found.groups.push(group);
      found.members.set(group.id, [...(found.members.get(group.id) ?? []), id]);
    }
  },
});

/** An application that may not read groups gets their ids with empty properties, not a refusal; every group has a name. */
const isHidden = ({ displayName }: CloudGroup): boolean => displayName === null || displayName === undefined;

const lastSignIn = (id: string, found: Found): WantedPart => ({
  section: 'signInActivity',
  permission: 'AuditLog.Read.All',
  address: address(`/users/${id}`, { $select: 'id,signInActivity' }),
  take: ({ body }) => void found.activities.push(readCloudUser(body)),
});

const MOST_MEMBERS = Number(PAGE);

/** The members of the group that the question is about. */
export const groupParts = (id: string | undefined, found: Found): readonly WantedPart[] =>
  id === undefined
    ? []
    : [
        {
          section: 'groupMembers',
          permission: 'GroupMember.Read.All',
          address: address(`/groups/${id}/members`, { $select: 'id', $top: PAGE }),
          onePage: true,
          take({ values, complete }) {
            if (!complete) throw new TenantError('failed', `The group has more than ${MOST_MEMBERS} members; they were not read`);
            found.members.set(id, values.map(readObjectId));
          },
        },
      ];
