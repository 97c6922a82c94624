/** What the sync server asks Entra to hold for one AD object; the on-premises wish, before Entra's own calculations. */
export type Wanted = WantedUser | WantedGroup | WantedContact;

interface WantedAnything {
  /** sourceAnchor: base64 of the octets. */
  readonly anchor: string;
  readonly dn: string;
  readonly displayName: string | null;
  readonly mail: string | null;
  readonly mailNickname: string | null;
  readonly proxyAddresses: readonly string[];
}

export interface WantedUser extends WantedAnything {
  readonly kind: 'user';
  readonly domain: string;
  readonly sam: string;
  readonly sid: string | null;
  readonly upn: string;
  readonly accountEnabled: boolean;
  readonly employeeId: string | null;
  /** msExchUsageLocation; null leaves the cloud's own value alone. */
  readonly usageLocation: string | null;
  /** Address for calls and messages, without its type. */
  readonly sip: string | null;
  /** Attributes that pass unchanged, by their names in Graph. */
  readonly plain: Readonly<Record<string, string>>;
  /** extensionAttribute1 to 15; they flow beside an alias only. */
  readonly extensions: Readonly<Record<string, string>>;
}

export interface WantedGroup extends WantedAnything {
  readonly kind: 'group';
  readonly domain: string;
  readonly sam: string | null;
  readonly sid: string | null;
  readonly securityEnabled: boolean;
  /** Anchors of the members that are synced too. */
  readonly members: readonly string[];
}

export interface WantedContact extends WantedAnything {
  readonly kind: 'contact';
}

/** A refusal that the sync server keeps as ExportError. */
export interface ExportRefusal {
  readonly type: 'AttributeUpdateNotAllowed' | 'AttributeValueMustBeUnique' | 'DataValidationFailed' | 'InvalidHardMatch' | 'LargeObject' | 'ObjectTypeMismatch' | 'Throttled';
  /** Entra object id of the holder, where another object is in the way. */
  readonly objectIdInConflict: string | null;
  readonly attribute: string;
  readonly values: readonly string[];
}

export type ExportOutcome =
  | { readonly result: 'done'; readonly cloudId: string; readonly how: 'hard-match' | 'soft-match' | 'restored' | 'created' | 'updated' }
  | { readonly result: 'refused'; readonly refusal: ExportRefusal };
