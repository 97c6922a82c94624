import type { CloudUser, Unread } from './evidence.ts';

/**
 * A cloud account as it was before something was done to it. A part that is absent was not read and is named in `unread`;
 * one that is there and empty was read and is empty. Format `syncwhy-snapshot/1`.
 */
export interface CloudSnapshot {
  readonly format: 'syncwhy-snapshot/1';
  /** ISO 8601 UTC. */
  readonly takenAt: string;
  readonly user: CloudUser;
  readonly licences?: readonly SnapshotLicence[] | undefined;
  /** Groups of which it is a direct member. */
  readonly groups?: readonly SnapshotGroup[] | undefined;
  readonly ownedGroups?: readonly OwnedGroup[] | undefined;
  readonly roles?: readonly SnapshotRole[] | undefined;
  readonly manager?: NamedObject | null | undefined;
  readonly directReports?: number | undefined;
  readonly appRoles?: readonly SnapshotAppRole[] | undefined;
  readonly mailbox?: 'provisioned' | 'none' | undefined;
  /** What was not read, e.g. `snapshot.oneDrive`. */
  readonly unread: readonly Unread[];
}

export interface NamedObject {
  readonly id: string;
  readonly name: string;
}

export interface SnapshotLicence {
  readonly skuId: string;
  readonly skuName: string;
  /** Ids of the plans that are switched off, in order. */
  readonly disabledPlans: readonly string[];
  /** The group that it comes through; null where it is assigned directly. */
  readonly fromGroup: NamedObject | null;
  /** As Graph says it: `Active`, `Error`, … */
  readonly state: string;
}

export interface SnapshotGroup extends NamedObject {
  /** Who keeps its members: people in the cloud, AD, or a rule. */
  readonly members: 'by-hand' | 'in-ad' | 'by-rule';
  /** May carry directory roles. */
  readonly isForRoles: boolean;
}

export interface OwnedGroup extends NamedObject {
  /** Nobody else owns it; null where its owners could not be read. */
  readonly isOnlyOwner: boolean | null;
}

export interface SnapshotRole {
  readonly roleId: string;
  readonly roleName: string;
  readonly how: 'assigned' | 'eligible';
  /** `/` is the whole directory. */
  readonly scope: string;
}

export interface SnapshotAppRole {
  readonly appRoleId: string;
  readonly application: NamedObject;
}

/** Groups that nobody would own any more; null where that could not be read. */
export function onlyOwnerOf({ ownedGroups }: CloudSnapshot): readonly OwnedGroup[] | null {
  if (ownedGroups === undefined || ownedGroups.some(({ isOnlyOwner }) => isOnlyOwner === null)) return null;
  return ownedGroups.filter(({ isOnlyOwner }) => isOnlyOwner === true);
}
