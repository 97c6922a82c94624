import type { CloudSnapshot } from '../model/cloud-snapshot.ts';
import type { CloudGroup, CloudObject, CloudUser } from '../model/evidence.ts';
import type { CloudKind } from '../model/plan.ts';

/** One object of Entra ID at a time, as it is before a change and after it. Everything rejects with `TenantError`; the reading application asks unless said otherwise. */
export interface TenantReads {
  /** One live user with all properties of a diagnosis; null when there is none. */
  user(id: string): Promise<CloudUser | null>;
  /** One user in the recycle bin; null when there is none. */
  deletedUser(id: string): Promise<CloudUser | null>;
  /** One live group; null when there is none. */
  group(id: string): Promise<CloudGroup | null>;
  /** One live user, group or contact with what its services say of it; null when there is none. */
  object(kind: CloudKind, id: string): Promise<CloudObject | null>;
  /** Names of the directory roles of an account, live or deleted: assigned, eligible, or through a group that may carry roles. */
  rolesHeld(userId: string): Promise<readonly string[]>;
  /** Direct membership. */
  isMember(groupId: string, userId: string): Promise<boolean>;
  /** Object id of the manager; null for none, and where there is no such user. */
  managerOf(userId: string): Promise<string | null>;
  /** Where an object is mastered; null when there is none. Only the writing application may ask: (User|Group|Contacts)-OnPremisesSyncBehavior.ReadWrite.All. */
  isCloudManaged(kind: CloudKind, id: string): Promise<boolean | null>;
  /** Since when a sign-in counts, ISO 8601 UTC; null where that was never set, undefined when there is no such user. */
  sessionsValidFrom(userId: string): Promise<string | null | undefined>;
  /** Everything that hangs on a live account; what could not be read is named. Rejects as `not-found` when there is none. */
  snapshot(userId: string): Promise<CloudSnapshot>;
}

/**
 * Changes of one object, each sent once when the quota of writes lets it. The permission that a write takes at least stands beside it; the writing application has it.
 * What rejects as `refused`, `access-denied`, `not-found` or `throttled` changed nothing; after any other `TenantError` it may have happened. The caller reads back after.
 */
export interface TenantWrites {
  /** PATCH onPremisesImmutableId (null clears it). User.ReadWrite.All. */
  setAnchor(userId: string, anchor: string | null): Promise<void>;
  /** PATCH of one property. User.ReadWrite.All (mail: User-Mail.ReadWrite.All). */
  setProperty(userId: string, property: 'userPrincipalName' | 'mail' | 'usageLocation', value: string | null): Promise<void>;
  /** To the recycle bin, for 30 days. User.DeleteRestore.All. */
  deleteUser(userId: string): Promise<void>;
  /** Back from the recycle bin. User.DeleteRestore.All. */
  restoreUser(userId: string, wish: { readonly newUserName: string | null; readonly dropConflicts: boolean }): Promise<void>;
  /** Assigns a licence directly with these plans switched off, or takes the direct assignment away (null). LicenseAssignment.ReadWrite.All. */
  setLicence(userId: string, skuId: string, disabledPlans: readonly string[] | null): Promise<void>;
  /** User.ReadWrite.All. */
  reprocessLicences(userId: string): Promise<void>;
  /** User.ReadWrite.All for users, Group.ReadWrite.All for groups; for contacts Microsoft names none. */
  retryProvisioning(kind: CloudKind, id: string): Promise<void>;
  /** (User|Group|Contacts)-OnPremisesSyncBehavior.ReadWrite.All. */
  setCloudManaged(kind: CloudKind, id: string, isCloudManaged: boolean): Promise<void>;
  /** Who is a member already stays one, and that is no refusal. GroupMember.ReadWrite.All. */
  addMember(groupId: string, userId: string): Promise<void>;
  /** GroupMember.ReadWrite.All. */
  removeMember(groupId: string, userId: string): Promise<void>;
  /** null takes the manager away. User.ReadWrite.All. */
  setManager(userId: string, managerId: string | null): Promise<void>;
  /** User.RevokeSessions.All. */
  revokeSessions(userId: string): Promise<void>;
}

export interface TenantAccounts extends TenantReads, TenantWrites {
  /** The same writes, each of which checks the state of before at the very moment of its turn: the wait for a turn may be long. What `check` rejects with goes through, and nothing is sent. */
  afterCheck(check: () => Promise<void>): TenantWrites;
}
