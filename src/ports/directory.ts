import type { AdEntry, ForestDocument } from '../model/evidence.ts';
import type { ObjectGuid } from '../model/ids.ts';

/**
 * Active Directory as we need it. Values are raw: lists of strings, binary attributes base64.
 * Every method rejects with `DirectoryError` when AD could not be asked or said no; an empty answer means: looked, nothing there.
 */
export interface Directory {
  /** Name, domains, UPN suffixes (uPNSuffixes and domain names), and whether the schema has the Exchange attributes. */
  forest(): Promise<ForestDocument>;
  /** Users, groups, contacts and computers whose sAMAccountName, UPN, mail, proxyAddresses, display name, cn, DN or GUID is this name. */
  find(name: string): Promise<readonly AdEntry[]>;
  /** Some objects (at most 20) whose account name, display name, first or last name begins like this; for "did you mean" only, never proof of absence. */
  near(name: string): Promise<readonly AdEntry[]>;
  /** The object with this GUID, or null. */
  byGuid(guid: ObjectGuid): Promise<AdEntry | null>;
  /** The entries of these DNs that exist (any class; `dn` and objectClass suffice). */
  existing(dns: readonly string[]): Promise<readonly AdEntry[]>;
  /** Objects that hold one of these addresses (without prefix) in proxyAddresses, mail, targetAddress, userPrincipalName or msRTCSIP-PrimaryUserAddress. */
  holders(addresses: readonly string[]): Promise<readonly AdEntry[]>;
  /** Live objects that carry one of these anchors (base64 of 16 octets) as objectGUID or mS-DS-ConsistencyGuid. */
  withAnchors(anchors: readonly string[]): Promise<readonly AdEntry[]>;
  /** Objects in the recycle bin that carry one of these anchors or sAMAccountNames or bear this name. */
  deleted(query: { readonly anchors: readonly string[]; readonly names: readonly string[] }): Promise<readonly AdEntry[]>;

  /**
   * One modify that removes and adds values; it fails as a whole when a removed value is not there any more.
   * Resolves with how many writes the attribute's version in replPropertyMetaData counted meanwhile: 1 when it was ours alone; null when that cannot be read.
   */
  changeValues(change: {
    readonly guid: ObjectGuid;
    readonly attribute: 'proxyAddresses' | 'mS-DS-ConsistencyGuid';
    readonly remove: readonly string[];
    readonly add: readonly string[];
  }): Promise<{ readonly versionRose: number | null }>;
  /** Moves the object below another container, keeping its RDN. */
  move(guid: ObjectGuid, toContainer: string): Promise<void>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * `unreachable` and `timed-out`: nothing is known of a write that was under way.
 * `drifted`: AD refused because the asserted old value is gone or the new one is there already; nothing changed.
 */
export type DirectoryFault = 'unreachable' | 'timed-out' | 'credentials' | 'access-denied' | 'no-such-object' | 'drifted' | 'constraint' | 'failed';

export class DirectoryError extends Error {
  readonly fault: DirectoryFault;
  /** LDAP result code where the server gave one. */
  readonly code: number | undefined;
  constructor(fault: DirectoryFault, says: string, code?: number) {
    super(says);
    this.name = 'DirectoryError';
    this.fault = fault;
    this.code = code;
  }
}
