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
}

export interface WantedGroup extends WantedAnything {
  readonly kind: 'group';
  readonly securityEnabled: boolean;
  /** Anchors of the members that are synced too. */
  readonly members: readonly string[];
}

export interface WantedContact extends WantedAnything {
  readonly kind: 'contact';
}

/** A refusal that the sync server keeps as ExportError. */
export interface ExportRefusal {
  readonly type: 'AttributeValueMustBeUnique' | 'InvalidHardMatch';
  readonly objectIdInConflict: string;
  readonly attribute: string;
  readonly values: readonly string[];
}

export type ExportOutcome =
  | { readonly result: 'done'; readonly cloudId: string; readonly how: 'hard-match' | 'soft-match' | 'restored' | 'created' | 'updated' }
  | { readonly result: 'refused'; readonly refusal: ExportRefusal };
