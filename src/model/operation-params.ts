import type { ObjectGuid } from './ids.ts';
import type { ChangeableAttribute } from './changeable-attributes.ts';
import type { Watch } from './watch.ts';

/** An AD object as an operation names it: the GUID decides, the DN is for people. */
export interface AdTarget {
  readonly guid: ObjectGuid;
  readonly dn: string;
}

/** Kinds of Entra objects that are synchronised one by one. */
export type CloudKind = 'user' | 'group' | 'contact';

/** Parameters of every operation that changes anything. Nothing else can be asked for. */
export interface OperationParams {
  /** proxyAddresses of one object: `before` is the whole list, compared ordinally (case counts). */
  readonly 'ad.change-addresses': { readonly object: AdTarget; readonly before: readonly string[]; readonly remove: readonly string[]; readonly add: readonly string[] };
  /** Another attribute of one object: the whole lists of values, compared ordinally; binary ones in base64. */
  readonly 'ad.change-values': { readonly object: AdTarget; readonly attribute: PlainAttribute; readonly before: readonly string[]; readonly after: readonly string[] };
  /** Switches an account on or off: the bit ACCOUNTDISABLE (0x2) of userAccountControl alone. */
  readonly 'ad.set-enabled': { readonly object: AdTarget; readonly before: boolean; readonly after: boolean };
  /** Direct membership of one object in one group. */
  readonly 'ad.change-member': { readonly group: AdTarget; readonly member: AdTarget; readonly before: boolean; readonly after: boolean };
  /** mS-DS-ConsistencyGuid of one object, base64 of 16 octets; null = empty. */
  readonly 'ad.set-anchor': { readonly object: AdTarget; readonly before: string | null; readonly after: string | null };
  /** Moves one object to another container; `from` and `to` are the DNs of the containers. */
  readonly 'ad.move': { readonly object: AdTarget; readonly from: string; readonly to: string };
  /** Brings an object back from the recycle bin of AD: `object.dn` is its DN there, `to` the container, `rdn` its name, e.g. `CN=Jane Doe`. */
  readonly 'ad.restore-deleted': { readonly object: AdTarget; readonly to: string; readonly rdn: string };
  /** uPNSuffixes of a forest, named by the DNS name of its root domain; whole lists. */
  readonly 'ad.change-upn-suffixes': { readonly forest: string; readonly before: readonly string[]; readonly after: readonly string[] };
  /** Switches the scheduler of a sync server on or off. */
  readonly 'sync.set-scheduler': { readonly server: string; readonly before: boolean; readonly after: boolean };
  /** Switches the maintenance tasks of the scheduler (purge of the run history among them) on or off. */
  readonly 'sync.set-maintenance': { readonly server: string; readonly before: boolean; readonly after: boolean };
  /** How long the run history is kept, as a .NET TimeSpan, e.g. `7.00:00:00`. */
  readonly 'sync.set-history-retention': { readonly server: string; readonly before: string; readonly after: string };
  /** Starts a delta cycle and waits until it has ended. */
  readonly 'sync.start-delta': { readonly server: string; readonly reason: string };
  /** Starts a full cycle (policy type Initial) and waits until it has ended. */
  readonly 'sync.start-full': { readonly server: string; readonly reason: string };
  /** Imports, synchronises and exports one object alone; the scheduler must be off meanwhile. */
  readonly 'sync.synchronize-object': { readonly server: string; readonly object: AdTarget; readonly reason: string };
  /** Sends the password hash of one account anew. */
  readonly 'sync.send-password-hash': { readonly server: string; readonly object: AdTarget; readonly reason: string };
  /** Restarts the service ADSync of a sync server, or starts it. `before`: when its process began (ISO 8601 UTC), null while it is stopped. */
  readonly 'sync.restart-service': { readonly server: string; readonly before: string | null; readonly reason: string };
  /** onPremisesImmutableId of a cloud-only user. */
  readonly 'entra.set-anchor': { readonly userId: string; readonly before: string | null; readonly after: string | null };
  /** Puts one account into the recycle bin of Entra; `userName` is its sign-in name, for people. */
  readonly 'entra.delete-user': { readonly userId: string; readonly userName: string };
  /** Brings one account back from the recycle bin. `newUserName`: another sign-in name where the old one is taken; `dropConflicts`: addresses that are taken are left out instead of refusing. */
  readonly 'entra.restore-user': { readonly userId: string; readonly userName: string; readonly newUserName: string | null; readonly dropConflicts: boolean };
  /** Sign-in name of a cloud-only user. */
  readonly 'entra.set-user-name': { readonly userId: string; readonly before: string; readonly after: string };
  /** mail of a cloud-only user; Entra makes an address of it. */
  readonly 'entra.set-mail': { readonly userId: string; readonly before: string | null; readonly after: string | null };
  /** usageLocation, two letters of ISO 3166. */
  readonly 'entra.set-usage-location': { readonly userId: string; readonly before: string | null; readonly after: string | null };
  /** One directly assigned licence: the ids of its disabled plans, null where it is not assigned directly. */
  readonly 'entra.change-licence': { readonly userId: string; readonly skuId: string; readonly skuName: string; readonly before: readonly string[] | null; readonly after: readonly string[] | null };
  /** Has Entra work out the licences that come from groups anew. */
  readonly 'entra.reprocess-licences': { readonly userId: string };
  /** Has a service (Exchange Online for instance) provision an object anew after an error. */
  readonly 'entra.retry-provisioning': { readonly kind: CloudKind; readonly objectId: string };
  /** Where an object is mastered: true = in the cloud, false = AD may take it over. */
  readonly 'entra.set-source-of-authority': { readonly kind: CloudKind; readonly objectId: string; readonly before: boolean; readonly after: boolean };
  /** Direct membership of an account in a cloud-only group. */
  readonly 'entra.change-member': { readonly groupId: string; readonly groupName: string; readonly userId: string; readonly before: boolean; readonly after: boolean };
  /** Object id of the manager of a cloud-only user. */
  readonly 'entra.set-manager': { readonly userId: string; readonly before: string | null; readonly after: string | null };
  /** Ends the sessions of an account; it has to sign in again everywhere. */
  readonly 'entra.revoke-sessions': { readonly userId: string };
  /** Something that only a person can do; it counts as done when the world shows it. `link` opens the place; `hours` is how long it is watched for. */
  readonly 'people.do': { readonly task: string; readonly about: string; readonly link: string | null; readonly watch: Watch; readonly hours: number };
}
export type OperationName = keyof OperationParams;

/** Attributes of `ad.change-values`: those that no operation of their own guards. */
export type PlainAttribute = Exclude<ChangeableAttribute, 'proxyAddresses' | 'mS-DS-ConsistencyGuid' | 'userAccountControl' | 'member'>;
