import type { RoleAssignment } from '../model/evidence.ts';
import type { Evidence, ExhibitName } from '../model/exhibits.ts';
import { knownOf } from './reading.ts';
import { ownMember } from '../model/own-member.ts';

export interface HeldRole {
  readonly how: 'assigned' | 'eligible' | 'through a group';
  /** Name of the role where it was read, else its id. */
  readonly role: string;
  readonly roleId: string | undefined;
}

export type RoleSources = Pick<Evidence, 'entra.roleAssignments' | 'entra.roleEligibilitySchedules' | 'entra.roleDefinitions' | 'entra.groups' | 'entra.groupMembers'>;

/** Exhibits that tell who holds a role, for `mayUse`. */
export const ROLE_SOURCES = ['entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.roleDefinitions', 'entra.groups', 'entra.groupMembers'] as const;

interface Roles {
  readonly held: readonly HeldRole[];
  /** What was not read and could still name a role. */
  readonly missing: readonly ExhibitName[];
}

/** Directory roles of a user: active, eligible (PIM), or through a role-assignable group. */
export function rolesOf(userId: string, sources: RoleSources): Roles {
  const groups = groupsWith(userId, sources);
  const held = [...listed('assigned', 'entra.roleAssignments'), ...listed('eligible', 'entra.roleEligibilitySchedules')];
  const named = held.map(({ via }) => via);
  const silent = groups.filter((group) => group.assignable && !named.includes(group.id)).map((group): HeldRole => ({ how: 'through a group', role: `role-assignable group ${group.name}`, roleId: undefined }));
  return { held: [...held.map(({ via: _, ...each }) => each), ...silent], missing: missing(sources) };

  function listed(how: 'assigned' | 'eligible', name: 'entra.roleAssignments' | 'entra.roleEligibilitySchedules'): readonly (HeldRole & { readonly via: string })[] {
    const concerns = (each: RoleAssignment): boolean => each.principalId === userId || groups.some(({ id }) => id === each.principalId);
    return (knownOf(sources[name]) ?? []).filter(concerns).map((each) => ({
      how: each.principalId === userId ? how : 'through a group', role: nameOf(each.roleDefinitionId, sources), roleId: each.roleDefinitionId ?? undefined, via: each.principalId ?? '',
    }));
  }
}

/** False only where every role is known by definition and none is flagged as privileged. */
export function maybePrivileged(held: readonly HeldRole[], sources: Pick<Evidence, 'entra.roleDefinitions'>): boolean {
  const definitions = knownOf(sources['entra.roleDefinitions']) ?? [];
  return held.some(({ roleId }) => definitions.find(({ id }) => id === roleId)?.isPrivileged !== false);
}

/** Ids of the roles that the account itself holds or is eligible for; null where one comes through a group or is not known by its id. */
export function ownRoleIds(held: readonly HeldRole[]): readonly string[] | null {
  const ids = held.map(({ how, roleId }) => (how === 'through a group' ? undefined : roleId));
  return ids.includes(undefined) ? null : [...new Set(ids.flatMap((id) => id ?? []))];
}

export const spokenRoles = (held: readonly HeldRole[]): string => [...new Set(held.map(({ how, role }) => `${role} (${how})`))].join(', ');

function groupsWith(userId: string, sources: RoleSources): readonly { readonly id: string; readonly name: string; readonly assignable: boolean }[] {
  const members = knownOf(sources['entra.groupMembers']) ?? {};
  return Object.entries(members)
    .filter(([, ids]) => ids.includes(userId))
    .map(([id]) => {
      const group = knownOf(sources['entra.groups'])?.find((each) => each.id === id);
      return { id, name: group?.displayName ?? id, assignable: group?.isAssignableToRole === true };
    });
}

const nameOf = (id: string | null | undefined, sources: Pick<Evidence, 'entra.roleDefinitions'>): string =>
  knownOf(sources['entra.roleDefinitions'])?.find((each) => each.id === id)?.displayName ?? id ?? 'a directory role';

/** Members matter only where some group can bring a role. */
function missing(sources: RoleSources): readonly ExhibitName[] {
  const unread = (['entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.groups'] as const).filter((name) => sources[name].state === 'unknown');
  const groups = knownOf(sources['entra.groups']) ?? [];
  const principals = [...(knownOf(sources['entra.roleAssignments']) ?? []), ...(knownOf(sources['entra.roleEligibilitySchedules']) ?? [])].map((each) => each.principalId);
  const members = knownOf(sources['entra.groupMembers']);
  // Assignments to principals that are not known as groups may be to groups all the same.
  const unseen = (members === undefined && principals.length > 0) || groups.some((group) => (group.isAssignableToRole === true || principals.includes(group.id)) && ownMember(members, group.id) === undefined);
  return unseen ? [...unread, 'entra.groupMembers'] : unread;
}
