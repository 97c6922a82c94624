import type { AdEntry, EntraDocument, EvidenceDocument, ForestDocument, SyncServerDocument, Unread } from '../model/evidence.ts';

/** What one source answered; every part may be missing. */
export interface Fragment {
  readonly forests?: readonly ForestDocument[] | undefined;
  readonly entra?: EntraDocument | undefined;
  readonly syncServers?: readonly SyncServerDocument[] | undefined;
  readonly unread: readonly Unread[];
}

/** Adds an answer to what is known already. The same object named twice is one object; the later answer about it counts. */
export function merge(document: EvidenceDocument, fragment: Fragment): EvidenceDocument {
  const forests = mergeBy(document.directory?.forests, fragment.forests, (forest) => forest.name.toLowerCase(), mergeForest);
  return {
    ...document,
    directory: forests === undefined ? undefined : { forests },
    entra: document.entra === undefined ? fragment.entra : fragment.entra === undefined ? document.entra : mergeEntra(document.entra, fragment.entra),
    syncServers: mergeBy(document.syncServers, fragment.syncServers, (server) => server.name.toLowerCase(), mergeServer),
    unread: mergeBy(document.unread, fragment.unread, ({ what, why }) => `${what} ${why}`, (one) => one) ?? [],
  };
}

/** The engine is asked about several objects one after the other; what it says of each stays. */
const mergeServer = (one: SyncServerDocument, other: SyncServerDocument): SyncServerDocument => ({
  ...one,
  ...given(other),
  csObjects: mergeBy(one.csObjects, other.csObjects, (object) => `${object.ConnectorName ?? ''} ${object.DistinguishedName ?? object.ObjectId ?? ''}`.toLowerCase(), (_before, after) => after),
  mvObjects: mergeBy(one.mvObjects, other.mvObjects, (object) => (object.ObjectId ?? '').toLowerCase(), (_before, after) => after),
});

function mergeForest(one: ForestDocument, other: ForestDocument): ForestDocument {
  return { ...one, ...given(other), entries: mergeEntries(one.entries, other.entries), deleted: mergeEntries(one.deleted, other.deleted) };
}

/** An entry read in full is not replaced by one of which only the existence was asked. */
const mergeEntries = (one: readonly AdEntry[] | undefined, other: readonly AdEntry[] | undefined): readonly AdEntry[] | undefined =>
  mergeBy(one, other, ({ dn }) => dn.toLowerCase(), (before, after) => ({ dn: after.dn, attributes: { ...before.attributes, ...after.attributes } }));

function mergeEntra(one: EntraDocument, other: EntraDocument): EntraDocument {
  const byId = <Item extends { readonly id: string }>(mine: readonly Item[] | undefined, theirs: readonly Item[] | undefined): readonly Item[] | undefined =>
    mergeBy(mine, theirs, ({ id }) => id.toLowerCase(), (before, after) => ({ ...before, ...given(after) }));
  const both = <Value>(mine: Readonly<Record<string, Value>> | undefined, theirs: Readonly<Record<string, Value>> | undefined): Readonly<Record<string, Value>> | undefined =>
    mine === undefined ? theirs : { ...mine, ...theirs };
  const roles = (mine: EntraDocument['roleAssignments'], theirs: EntraDocument['roleAssignments']): EntraDocument['roleAssignments'] =>
    mergeBy(mine, theirs, (role) => `${role.principalId ?? ''} ${role.roleDefinitionId ?? ''}`, (before) => before);
  return {
    ...one,
    ...given(other),
    users: byId(one.users, other.users),
    groups: byId(one.groups, other.groups),
    contacts: byId(one.contacts, other.contacts),
    deletedUsers: byId(one.deletedUsers, other.deletedUsers),
    deletedGroups: byId(one.deletedGroups, other.deletedGroups),
    devices: byId(one.devices, other.devices),
    roleAssignments: roles(one.roleAssignments, other.roleAssignments),
    roleEligibilitySchedules: roles(one.roleEligibilitySchedules, other.roleEligibilitySchedules),
    syncBehavior: both(one.syncBehavior, other.syncBehavior),
    objectIdentifiers: both(one.objectIdentifiers, other.objectIdentifiers),
    groupMembers: groupMembers(one.groupMembers, other.groupMembers),
    directoryAudits: audits(one.directoryAudits, other.directoryAudits),
  };
}

const groupMembers = (one: EntraDocument['groupMembers'], other: EntraDocument['groupMembers']): EntraDocument['groupMembers'] =>
  one === undefined || other === undefined
    ? (one ?? other)
    : { ...one, ...Object.fromEntries(Object.entries(other).map(([group, members]) => [group, [...new Set([...(one[group] ?? []), ...members])]])) };

const audits = (one: EntraDocument['directoryAudits'], other: EntraDocument['directoryAudits']): EntraDocument['directoryAudits'] => mergeBy(one, other, (audit) => audit.id ?? JSON.stringify(audit), (before) => before);

/** The members that have a value: an answer without a section does not wipe out an earlier one. */
function given<Item extends object>(item: Item): Partial<Item> {
  const { ...copy }: Partial<Item> = item;
  for (const name of Object.keys(copy)) if (Reflect.get(copy, name) === undefined) Reflect.deleteProperty(copy, name);
  return copy;
}

function mergeBy<Item>(one: readonly Item[] | undefined, other: readonly Item[] | undefined, key: (item: Item) => string, join: (before: Item, after: Item) => Item): readonly Item[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const merged = new Map(one.map((item) => [key(item), item]));
  for (const item of other) {
    const before = merged.get(key(item));
    merged.set(key(item), before === undefined ? item : join(before, item));
  }
  return [...merged.values()];
}
