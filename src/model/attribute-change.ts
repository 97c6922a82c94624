/**
 * The last write of one attribute, or of one value of a linked attribute, as replication metadata remembers it.
 * Each holds only the latest write, and never who made it: that is in the security log of the domain controller alone.
 */
export interface AttributeChange {
  /** LDAP display name; `attribute 0x…` where the schema does not tell the name of the number. */
  readonly attribute: string;
  /** How often the attribute was written. */
  readonly version: number;
  /** ISO 8601 UTC, whole seconds. */
  readonly time: string;
  /** Where it was written first: DN of the domain controller's NTDS Settings when known, else its invocation id; absent when neither is told. */
  readonly originatingDsa?: string | undefined;
  readonly originatingUsn?: string | undefined;
  /** The value of a linked attribute (e.g. a member) that this is about. */
  readonly value?: string | undefined;
  /** True when this write removed the value. */
  readonly removed?: boolean | undefined;
}

/** What replication metadata says of one object; newest first. */
export interface ObjectChanges {
  /** DNS name of the domain that was asked. */
  readonly domain: string;
  readonly dn: string;
  readonly guid: string;
  readonly changes: readonly AttributeChange[];
  /** True when linked values were left out because there are too many. */
  readonly cut: boolean;
}
