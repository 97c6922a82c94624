import type { CloudSnapshot, SnapshotLicence } from './cloud-snapshot.ts';
import type { StepDraft } from './plan.ts';

export interface GivenBack {
  /** In the order in which they must run. */
  readonly steps: readonly StepDraft[];
  /** What no step gives back, each with what to do about it. */
  readonly cannot: readonly string[];
}

/**
 * What gives an account what another one, or itself, had before: location first, for no licence is assigned without one, then licences with the same plans off, groups and manager.
 * `now` is the account that gets it, as it stands at present; left out, it is the same account and has nothing.
 */
export function giveBackSteps(snapshot: CloudSnapshot, now: CloudSnapshot = bare(snapshot)): GivenBack {
  const to: Receiver = { userId: now.user.id, name: now.user.userPrincipalName ?? now.user.id, isSynced: now.user.onPremisesSyncEnabled === true, now };
  const parts = [location(snapshot, to), licences(snapshot, to), groups(snapshot, to), manager(snapshot, to), forPeople(snapshot, to), notRead(snapshot)];
  return { steps: parts.flatMap(({ steps }) => steps), cannot: parts.flatMap(({ cannot }) => cannot) };
}

interface Receiver {
  readonly userId: string;
  readonly name: string;
  readonly isSynced: boolean;
  readonly now: CloudSnapshot;
}

const bare = ({ format, takenAt, user }: CloudSnapshot): CloudSnapshot => ({ format, takenAt, user: { ...user, usageLocation: null }, licences: [], groups: [], roles: [], ownedGroups: [], appRoles: [], manager: null, unread: [] });

const only = (steps: readonly StepDraft[]): GivenBack => ({ steps, cannot: [] });
const NOTHING: GivenBack = { steps: [], cannot: [] };

function location({ user }: CloudSnapshot, { userId, name, now }: Receiver): GivenBack {
  const before = now.user.usageLocation ?? null;
  const after = user.usageLocation ?? null;
  if (after === null || before === after) return NOTHING;
  return only([{ operation: 'entra.set-usage-location', params: { userId, before, after }, says: `Set the usage location of ${name} to ${after}` }]);
}

function licences(snapshot: CloudSnapshot, to: Receiver): GivenBack {
  const wanted = snapshot.licences ?? [];
  const held = to.now.licences;
  if (wanted.length > 0 && held === undefined) return { steps: [], cannot: [`The licences of ${to.name} could not be read, so none is given back: compare them by hand.`] };
  const direct = wanted.filter(({ fromGroup }) => fromGroup === null);
  const through = wanted.filter((licence) => licence.fromGroup !== null && !hasThroughGroup(held ?? [], licence));
  return {
    steps: direct.flatMap((licence) => licenceStep(licence, held ?? [], to)),
    cannot: through.map(({ skuName, fromGroup }) => `${skuName} comes through the group ${fromGroup?.name ?? ''}: it comes back with the membership, not by an assignment of its own.`),
  };
}

function licenceStep({ skuId, skuName, disabledPlans }: SnapshotLicence, held: readonly SnapshotLicence[], { userId, name }: Receiver): readonly StepDraft[] {
  const before = held.find((each) => each.fromGroup === null && sameId(each.skuId, skuId))?.disabledPlans ?? null;
  if (before !== null && sameIds(before, disabledPlans)) return [];
  return [{ operation: 'entra.change-licence', params: { userId, skuId, skuName, before, after: disabledPlans }, says: `Give ${name} the licence ${skuName} ${disabledPlans.length === 0 ? 'with all its plans' : 'with the same plans switched off'}` }];
}

const hasThroughGroup = (held: readonly SnapshotLicence[], { skuId, fromGroup }: SnapshotLicence): boolean => held.some((each) => sameId(each.skuId, skuId) && each.fromGroup?.id === fromGroup?.id);

function groups(snapshot: CloudSnapshot, { userId, name, now }: Receiver): GivenBack {
  const wanted = snapshot.groups ?? [];
  if (wanted.length > 0 && now.groups === undefined) return { steps: [], cannot: [`The groups of ${name} could not be read, so none is given back: compare them by hand.`] };
  const missing = wanted.filter(({ id }) => now.groups?.some((group) => group.id === id) !== true);
  const byHand = missing.filter(({ members, isForRoles }) => members === 'by-hand' && !isForRoles);
  return {
    steps: byHand.map(({ id, name: groupName }) => ({ operation: 'entra.change-member', params: { groupId: id, groupName, userId, before: false, after: true }, says: `Put ${name} into the group ${groupName}` })),
    cannot: missing.flatMap(({ name: groupName, members, isForRoles }) => {
      if (members === 'in-ad') return [`The members of ${groupName} are kept in Active Directory: put the AD account into the group there.`];
      if (members === 'by-rule') return [`A rule decides who is in ${groupName}: it takes ${name} in by itself where the rule fits.`];
      return isForRoles ? [`${groupName} may carry directory roles: a person who may give roles puts ${name} into it.`] : [];
    }),
  };
}

function manager({ manager: wanted }: CloudSnapshot, { userId, name, isSynced, now }: Receiver): GivenBack {
  if (wanted === undefined || wanted === null || now.manager?.id === wanted.id) return NOTHING;
  if (isSynced) return { steps: [], cannot: [`The manager of ${name} comes from Active Directory: set ${wanted.name} there, and the next cycle brings it.`] };
  if (now.manager === undefined) return { steps: [], cannot: [`Whether ${name} has a manager could not be read: set ${wanted.name} by hand.`] };
  return only([{ operation: 'entra.set-manager', params: { userId, before: now.manager?.id ?? null, after: wanted.id }, says: `Make ${wanted.name} the manager of ${name}` }]);
}

/** What no operation does. */
function forPeople(snapshot: CloudSnapshot, { name, now }: Receiver): GivenBack {
  const roles = (snapshot.roles ?? []).filter((role) => now.roles?.some(({ roleId, how, scope }) => roleId === role.roleId && how === role.how && scope === role.scope) !== true);
  const owned = (snapshot.ownedGroups ?? []).filter(({ id }) => now.ownedGroups?.some((group) => group.id === id) !== true);
  const apps = (snapshot.appRoles ?? []).filter((role) => now.appRoles?.some(({ appRoleId, application }) => appRoleId === role.appRoleId && application.id === role.application.id) !== true);
  return {
    steps: [],
    cannot: [
      ...roles.map(({ roleName, how }) => `${how === 'eligible' ? 'Eligibility for' : 'The directory role'} ${roleName}: a person who may give roles gives it to ${name} anew.`),
      ...owned.map(({ name: groupName }) => `Ownership of ${groupName}: another owner or an administrator makes ${name} owner again.`),
      ...apps.map(({ application }) => `The assignment to the application ${application.name}: its administrator assigns ${name} anew.`),
      ...((snapshot.directReports ?? 0) > 0 && now.user.id !== snapshot.user.id ? [`${snapshot.directReports ?? 0} people have the former account as their manager: set ${name} as their manager.`] : []),
    ],
  };
}

const notRead = ({ unread }: CloudSnapshot): GivenBack => ({ steps: [], cannot: unread.map(({ what, detail }) => `Not read before the change: ${what.replace('snapshot.', '')}${detail === undefined ? '' : ` (${detail})`}.`) });

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const sameIds = (one: readonly string[], other: readonly string[]): boolean => one.map((id) => id.toLowerCase()).toSorted().join() === other.map((id) => id.toLowerCase()).toSorted().join();
