/** A value as AD stores it: text, or octets for binary attributes. */
export type AdValue = string | Buffer;

/** One object of the pretend AD. Attribute names are looked up without regard to case and keep the spelling of the schema. */
export interface AdRecord {
  readonly guid: string;
  /** DN as it stands now; a deleted object stands below CN=Deleted Objects. */
  readonly dn: string;
  readonly deleted: boolean;
  values(attribute: string): readonly AdValue[];
  attributes(): readonly { readonly name: string; readonly values: readonly AdValue[] }[];
  readonly whenCreated: Date;
  readonly whenChanged: Date;
  readonly usn: number;
}

/** An error with the LDAP result code that AD would give. */
export class AdFault extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface AdChange {
  readonly operation: 'add' | 'delete' | 'replace';
  readonly attribute: string;
  /** Empty with `delete` or `replace`: the whole attribute goes. */
  readonly values: readonly AdValue[];
}

/** A write that was made, as an audit of the directory sees it. */
export interface AdWrite {
  readonly kind: 'made' | 'changed' | 'moved' | 'deleted' | 'restored';
  readonly object: AdRecord;
  readonly formerDn: string;
  /** sAMAccountName of whoever did it. */
  readonly actor: string;
  readonly at: Date;
  readonly values: readonly { readonly attribute: string; readonly added: readonly AdValue[]; readonly removed: readonly AdValue[] }[];
}

/**
 * The pretend AD of one domain, in memory, with AD's own rules: uniqueness of sAMAccountName and UPN, case-insensitive values,
 * single-valued attributes and lengths, recycle bin, USNs, whenChanged, replPropertyMetaData versions, uPNSuffixes on CN=Partitions.
 * All methods throw `AdFault` with AD's result code.
 */
export interface AdState {
  readonly domain: string;
  readonly baseDn: string;
  /** DN of the domain at the root of the forest, below which the configuration is. */
  readonly forestDn: string;
  /** First label of the domain controller's name, e.g. `dc1`. */
  readonly host: string;
  all(): readonly AdRecord[];
  deletedObjects(): readonly AdRecord[];
  /** Objects of the configuration and schema partitions, e.g. CN=Partitions; not among `all`. */
  configurationObjects(): readonly AdRecord[];
  /** highestCommittedUSN of the server. */
  highestUsn(): number;
  byDn(dn: string): AdRecord | undefined;
  byGuid(guid: string): AdRecord | undefined;
  add(dn: string, attributes: Readonly<Record<string, AdValue | readonly AdValue[]>>): AdRecord;
  modify(dn: string, changes: readonly AdChange[]): void;
  /** Renames or moves; `newSuperior` undefined keeps the container. */
  rename(dn: string, newRdn: string, newSuperior?: string): void;
  /** Moves the object to the recycle bin, keeping its attributes and lastKnownParent. */
  remove(dn: string): void;
  /** Brings an object back from the recycle bin: to where it was, or under this DN. */
  restore(guid: string, dn?: string): void;
  /** The garbage collector: the object leaves the recycle bin for good. */
  purge(guid: string): void;
  /** Does the work in the name of this account; otherwise it is `Administrator` who writes. */
  actAs<Result>(account: string, work: () => Result): Result;
  /** Tells of every write from now on. */
  watch(tell: (write: AdWrite) => void): void;
  /** Makes the object look as if it had been written at this time (for companies with a past). */
  backdate(dn: string, created: Date, changed: Date): void;
}
