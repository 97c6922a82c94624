import type { ObjectChanges } from '../model/attribute-change.ts';
import type { AdEntry, ForestDocument } from '../model/evidence.ts';
import type { ObjectGuid } from '../model/ids.ts';

/**
 * Active Directory as we need it. Values are raw: lists of strings, binary attributes base64.
 * Every method rejects with `DirectoryError` when AD could not be asked or said no; an empty answer means: looked, nothing there.
 */
export interface Directory {
  /** Name, domains, UPN suffixes (uPNSuffixes and domain names), which of our attributes the schema has, and whether those of Exchange are among them. */
  forest(): Promise<ForestDocument>;
  /** Users, groups, contacts, computers, service accounts, dynamic distribution lists and public folders whose sAMAccountName, UPN, mail, proxyAddresses, display name, cn, DN or GUID is this name. Groups come with their members. */
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
  /** Live objects that carry one of these SIDs (base64 of the octets) as objectSid or in sIDHistory. */
  withSids(sids: readonly string[]): Promise<readonly AdEntry[]>;
  /** Those of these groups that exist, each with `member` narrowed to the objects asked about that are direct members. */
  memberships(asked: { readonly groups: readonly string[]; readonly members: readonly string[] }): Promise<readonly AdEntry[]>;
  /** Objects in the recycle bin that carry one of these anchors or sAMAccountNames or bear this name. */
  deleted(query: { readonly anchors: readonly string[]; readonly names: readonly string[] }): Promise<readonly AdEntry[]>;
  /** Whether the access lists of these objects inherit; objects that are gone are left out. */
  accessLists(guids: readonly ObjectGuid[]): Promise<readonly AccessList[]>;
  /** The objects as the other domain controllers of this domain hold them. One that is slow or down costs a short wait and is named. */
  copies(guids: readonly ObjectGuid[]): Promise<Copies>;
  /** When each attribute of the object, live or deleted, was last written, and where; null when there is no such object. */
  changes(guid: ObjectGuid): Promise<ObjectChanges | null>;

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

/** The global catalog: every object of a forest, with few attributes and some minutes behind. */
export type GlobalCatalog = Pick<Directory, 'find' | 'holders' | 'withSids' | 'close'>;

export interface AccessList {
  readonly dn: string;
  /** False when the list is protected against inheritance (SE_DACL_PROTECTED); null when the account may not read it. */
  readonly inherits: boolean | null;
}

export interface Copies {
  /** One for each object and server that answered; without attributes where that server does not have the object. */
  readonly copies: readonly (AdEntry & { readonly server: string })[];
  readonly silent: readonly { readonly server: string; readonly error: unknown }[];
  /** Domain controllers beyond the number that are asked for one question. */
  readonly notAsked: readonly string[];
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
