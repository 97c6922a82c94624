import type { ObjectChanges } from '../model/attribute-change.ts';
import type { ChangeableAttribute } from '../model/changeable-attributes.ts';
import type { AdEntry, ForestDocument } from '../model/evidence.ts';
import type { ObjectGuid } from '../model/ids.ts';
import type { ChangePage, DirectoryFilter, EntryPage } from './directory-streams.ts';

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
  /** Whether one object is a direct member of one group of this domain, without reading its list; null for what is not in this domain. Asked where the group was written lately. */
  membership(asked: { readonly group: ObjectGuid; readonly member: ObjectGuid }): Promise<Membership>;
  /** Whether the enabled account with this SID (`S-1-5-21-…`) is a member of this group, through other groups too. The primary group does not count. */
  isInGroup(sid: string, groupDn: string): Promise<boolean>;
  /**
   * The groups of this domain of which the object with this DN is a member, through other groups too, and whether it is switched off or not. With the SID
   * (base64) of its primary group also that one and the groups it is in; rejects when it is not the usual one of users, guests or computers and cannot be found.
   */
  groupsOf(object: { readonly dn: string; readonly primaryGroupSid?: string | undefined }): Promise<readonly AdEntry[]>;
  /** Objects in the recycle bin that carry one of these anchors or sAMAccountNames or bear this name. */
  deleted(query: { readonly anchors: readonly string[]; readonly names: readonly string[] }): Promise<readonly AdEntry[]>;
  /** Whether the access lists of these objects inherit; objects that are gone are left out. */
  accessLists(guids: readonly ObjectGuid[]): Promise<readonly AccessList[]>;
  /** The objects as the other domain controllers of this domain hold them. One that is slow or down costs a short wait and is named. */
  copies(guids: readonly ObjectGuid[]): Promise<Copies>;
  /** When each attribute of the object, live or deleted, was last written, and where; null when there is no such object. */
  changes(guid: ObjectGuid): Promise<ObjectChanges | null>;

  /**
   * Every object of the domain that fits, page by page, with only these attributes (of those an entry may carry); memory stays flat however many there are.
   * All pages come from one domain controller, so a stream that breaks rejects and has to begin anew.
   */
  readAll(asked: {
    readonly filter: DirectoryFilter;
    readonly attributes: readonly string[];
    /** DN of a container of the domain: only what lies at or below it. */
    readonly below?: string | undefined;
  }): AsyncIterable<EntryPage>;
  /**
   * What changed in the domain since this cookie, deleted objects included (those that the account may see); null begins with everything there is. Ends when there is no more for now.
   * Rejects with `constraint` when AD does not take the cookie: then all has to be read anew.
   */
  changesSince(cookie: string | null): AsyncIterable<ChangePage>;
  /** Attributes that the writing account may write on this object (allowedAttributesEffective); null when there is no such object. */
  writableAttributes(object: { readonly guid: ObjectGuid } | { readonly dn: string }): Promise<readonly string[] | null>;
  /** Asks several things of one and the same domain controller, and says which one it was. */
  onOne<Answer>(work: (directory: Directory) => Promise<Answer>): Promise<{ readonly server: string; readonly answer: Answer }>;
  /** The same domain, asked at this domain controller only: its `server`, or the name by which it calls itself; null when none of those that are known is called so. */
  at(server: string): Promise<Directory | null>;
  /** The suffixes on CN=Partitions alone (uPNSuffixes), without the names of domains. */
  upnSuffixes(): Promise<readonly string[]>;
  /** The domain controllers of this domain that are configured or that DNS names, the one in use first. */
  domainControllers(): Promise<readonly DomainController[]>;

  /**
   * One modify that removes and adds values; it fails as a whole when a removed value is not there any more. A single-valued attribute is
   * replaced by removing the old value and adding the new one.
   * Resolves with how many writes the attribute's version in replPropertyMetaData counted meanwhile: 1 when it was ours alone; null when that cannot be read.
   * From then on the object is read from the domain controller that was written to (`server`), for others may not have heard yet.
   */
  changeValues(change: {
    readonly guid: ObjectGuid;
    readonly attribute: ChangeableAttribute;
    readonly remove: readonly string[];
    readonly add: readonly string[];
  }): Promise<{ readonly versionRose: number | null; readonly server?: string | undefined }>;
  /** Moves the object below another container, keeping its RDN. */
  move(guid: ObjectGuid, toContainer: string): Promise<void>;
  /** Gives the object another name (the value of its RDN) in the same container; a change of case alone is one, too. */
  rename(guid: ObjectGuid, newName: string): Promise<void>;
  /** Puts one object into a group or takes it out: a write of this one value, which AD refuses where it is so already. */
  changeMember(change: { readonly group: ObjectGuid; readonly member: ObjectGuid; readonly isMember: boolean }): Promise<void>;
  /** Brings an object back from the recycle bin, where it bears this DN, under this name (an RDN such as `CN=Jane Doe`) into this container. */
  restore(asked: { readonly guid: ObjectGuid; readonly dn: string; readonly rdn: string; readonly toContainer: string }): Promise<void>;
  /** Adds UPN suffixes to those of the forest, and takes some away; fails as a whole like `changeValues`, and counts like it. */
  changeUpnSuffixes(change: { readonly remove: readonly string[]; readonly add: readonly string[] }): Promise<{ readonly versionRose: number | null }>;
  /** Has one domain controller (`to`) fetch the object from another now, both named as in `server`; from where it was written lately when `from` is absent. Not every server can. */
  replicate(asked: { readonly guid: ObjectGuid; readonly from?: string | undefined; readonly to: string }): Promise<'done' | 'not-supported'>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export interface DomainController {
  readonly server: string;
  /** How it came to be known. */
  readonly from: 'configuration' | 'dns';
  /** Why it is left out for now; absent while it is in use. */
  readonly out?: { readonly why: DirectoryError; readonly until: Date } | undefined;
}

/** The global catalog: every object of a forest, with few attributes and some minutes behind. */
export type GlobalCatalog = Pick<Directory, 'find' | 'holders' | 'withSids' | 'close'>;

export interface AccessList {
  readonly dn: string;
  /** False when the list is protected against inheritance (SE_DACL_PROTECTED); null when the account may not read it. */
  readonly inherits: boolean | null;
  /** What the list gives by itself to others than administrators and the system, beyond reading; absent where that is nothing. */
  readonly grants?: readonly { /** `S-1-5-21-…` */ readonly sid: string; /** In words, e.g. `reset passwords`. */ readonly may: readonly string[] }[] | undefined;
}

export interface Membership {
  /** DNs as they are now. */
  readonly group: string | null;
  readonly member: string | null;
  readonly isMember: boolean;
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
  /** The domain controller that was asked, where that is known. */
  server: string | undefined;
  constructor(fault: DirectoryFault, says: string, code?: number) {
    super(says);
    this.name = 'DirectoryError';
    this.fault = fault;
    this.code = code;
  }
}
