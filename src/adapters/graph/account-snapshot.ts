import { readKindOf, readObjectId } from '../../boundary/graph-objects.ts';
import type { CloudSnapshot, NamedObject, SnapshotRole } from '../../model/cloud-snapshot.ts';
import type { CloudUser, Unread } from '../../model/evidence.ts';
import { NOTHING_FOUND, roleParts, type Found } from './detail-parts.ts';
import type { GraphClient } from './graph-client.ts';
import { PAGE } from './graph-sections.ts';
import { address } from './odata.ts';
import { inOrder, snapshotParts, type Gathered } from './snapshot-parts.ts';
import { readParts } from './wanted-parts.ts';

/** Everything that hangs on a live account, the parts asked at the same time. What could not be read is named, never empty. */
export async function readSnapshot(reader: GraphClient, user: CloudUser, now: Date): Promise<CloudSnapshot> {
  const gathered: Gathered = {};
  const found = NOTHING_FOUND();
  const [ofAccount, ofRoles] = await Promise.all([readParts(reader, snapshotParts(user.id, gathered)), readParts(reader, roleParts(user.id, found))]);
  const owners = await readOwners(reader, user.id, gathered.ownedGroups ?? []);
  const unread = [...ofAccount, ...ofRoles, ...owners.unread].map((each) => ({ ...each, what: each.what.replace(/^entra\./, 'snapshot.') }));
  const wasRead = (section: string): boolean => !unread.some(({ what }) => what === `snapshot.${section}`);
  const ownedGroups = gathered.ownedGroups?.map((group) => ({ ...group, isOnlyOwner: owners.only.get(group.id) ?? null }));
  const parts = {
    licences: licencesOf(user, gathered),
    groups: gathered.groups,
    ownedGroups,
    roles: wasRead('roleAssignments') && wasRead('roleEligibilitySchedules') ? rolesOf(found, gathered) : undefined,
    manager: gathered.manager ?? (wasRead('manager') ? null : undefined),
    directReports: gathered.directReports,
    appRoles: gathered.appRoles,
    mailbox: mailboxOf(user),
  };
  const there = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { format: 'syncwhy-snapshot/1', takenAt: now.toISOString(), user, ...there, unread: [...unread, ...vanished(parts, wasRead), ONE_DRIVE] };
}

const ONE_DRIVE: Unread = { what: 'snapshot.oneDrive', why: 'not-asked', detail: 'Whether there is a OneDrive and what is in it is told only to an application that may read files, which this product is not; look in the SharePoint admin centre' };

/** A part that is missing without a word, for instance because the account went away meanwhile. */
const vanished = (parts: Readonly<Record<string, unknown>>, wasRead: (section: string) => boolean): readonly Unread[] =>
  Object.entries(parts)
    .filter(([name, value]) => value === undefined && name !== 'roles' && wasRead(name))
    .map(([name]) => ({ what: `snapshot.${name}`, why: 'failed', detail: 'Microsoft Graph did not tell it of this account' }));

/** Whether anybody else owns each group; an application cannot take care of one. */
async function readOwners(reader: GraphClient, userId: string, owned: readonly NamedObject[]): Promise<{ readonly only: ReadonlyMap<string, boolean>; readonly unread: readonly Unread[] }> {
  const only = new Map<string, boolean>();
  const isSomebodyElse = (owner: unknown): boolean => readKindOf(owner) === '#microsoft.graph.user' && readObjectId(owner).toLowerCase() !== userId.toLowerCase();
  const unread = await readParts(reader, owned.map(({ id }) => ({
    section: 'owners', permission: 'GroupMember.Read.All', address: address(`/groups/${id}/owners`, { $select: 'id', $top: PAGE }), take: ({ values }) => void only.set(id, !values.some(isSomebodyElse)),
  })));
  return { only, unread };
}

function rolesOf(found: Found, { roleNames }: Gathered): readonly SnapshotRole[] {
  const held = [...found.roles.map((each) => ({ ...each, how: 'assigned' as const })), ...found.eligible.map((each) => ({ ...each, how: 'eligible' as const }))];
  const roles = held.map(({ roleDefinitionId, directoryScopeId, how }) => ({ roleId: roleDefinitionId ?? '', roleName: roleNames?.find(({ id }) => id === roleDefinitionId)?.displayName ?? roleDefinitionId ?? '', how, scope: directoryScopeId ?? '/' }));
  return inOrder(roles, ({ roleId, how, scope }) => `${roleId} ${how} ${scope}`);
}

function licencesOf({ licenseAssignmentStates }: CloudUser, { licenceNames, groups }: Gathered): CloudSnapshot['licences'] {
  if (licenseAssignmentStates === undefined) return undefined;
  const nameOf = (skuId: string): string => licenceNames?.find((sku) => sku.skuId?.toLowerCase() === skuId.toLowerCase())?.skuPartNumber ?? skuId;
  const groupOf = (id: string | null | undefined): NamedObject | null => (id === null || id === undefined || id === '' ? null : { id, name: groups?.find((group) => group.id === id)?.name ?? id });
  const licences = licenseAssignmentStates.map(({ skuId, assignedByGroup, state, disabledPlans }) => ({
    skuId: skuId ?? '', skuName: nameOf(skuId ?? ''), disabledPlans: [...(disabledPlans ?? [])].sort(), fromGroup: groupOf(assignedByGroup), state: state ?? 'unknown',
  }));
  return inOrder(licences, ({ skuId, fromGroup }) => `${skuId} ${fromGroup?.id ?? ''}`);
}

/** Exchange Online has the account as soon as it says that its plan is provisioned. */
function mailboxOf({ provisionedPlans }: CloudUser): CloudSnapshot['mailbox'] {
  if (provisionedPlans === undefined) return undefined;
  return provisionedPlans.some(({ service, capabilityStatus }) => service?.toLowerCase() === 'exchange' && capabilityStatus?.toLowerCase() === 'enabled') ? 'provisioned' : 'none';
}
